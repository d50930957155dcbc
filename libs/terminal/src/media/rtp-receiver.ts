import { SAMPLE_RATE_HZ } from './audio-signal.ts';
import type { AudioCodec } from './g711.ts';
import { decodeAudio, PAYLOAD_TYPES } from './g711.ts';
import type { RtpPacket } from './rtp-packet.ts';
import { decodeRtp } from './rtp-packet.ts';

/** Packets that wait for an earlier one: 100 ms at 20 ms each, later than which an earlier one is taken for lost. */
const MAX_HELD_PACKETS = 5;
/** RFC 3550 A.1: a greater step is a new beginning, not loss ... */
const MAX_STEP = 64;
/** ... if two packets in a row say so: a stray one must not move the stream. */
const PROBATION_PACKETS = 2;
/** The longest silence that stands for a gap of time stamps; a greater one is a jump of the sender's clock. */
const MAX_GAP_SAMPLES = 2 * SAMPLE_RATE_HZ;
/** A far end that sends faster than speech makes our clock run faster, and costs a modem's work for each packet. */
const MAX_SURPLUS = 1.25;
/** What may come at once after a stall of the network or of ours. */
const MAX_BURST_SAMPLES = 10 * SAMPLE_RATE_HZ;
/** No packet for so long: from then on the line is silent. Shorter pauses are jitter. Wall time. */
const PATIENCE_MS = 120;
/** Of a longer time between two looks our own stall is the reason: what came meanwhile was not read yet. */
const MAX_LOOK_MS = 60;
/** RFC 3550 6.4.1. */
const JITTER_GAIN = 16;

export interface RtpReceiverCounters {
  received: number;
  /** Sequence numbers that never came, or came too late. */
  lost: number;
  /** Behind what was heard already: duplicates, and packets given up before. */
  late: number;
  /** Not G.711, or not RTP. */
  other: number;
  /** Faster than a line can be. */
  surplus: number;
  /** New beginnings: another SSRC, or a jump of the sequence. */
  restarts: number;
  /** Silence played in place of sound, samples. */
  concealed: number;
  /** Interarrival jitter (RFC 3550 6.4.1), ms of the far end's time. */
  jitterMs: number;
}

/**
 * Sound out of RTP packets, in order and without gaps: a modem that hears too little loses its place. Nothing is delayed
 * but packets that overtook another; samples are heard as they arrive, and the listener's clock is what it heard.
 */
export class RtpReceiver {
  readonly counters: RtpReceiverCounters = { received: 0, lost: 0, late: 0, other: 0, surplus: 0, restarts: 0, concealed: 0, jitterMs: 0 };
  readonly #held = new Map<number, RtpPacket>();
  #ssrc: number | undefined;
  #nextSequence = 0;
  #nextTimestamp = 0;
  #candidates: RtpPacket[] = [];
  #allowance = MAX_BURST_SAMPLES;
  #allowanceAtMs: number | undefined;
  #lookedAtMs: number | undefined;
  #quietMs = 0;
  #transit: number | undefined;

  /** @param speed seconds of the far end's time per second of ours */
  constructor(private readonly speed: number) {}

  /** The sound that this datagram completes; often its own, never more than 2 s of silence with it. */
  receive(datagram: Uint8Array, nowMs: number): Int16Array[] {
    const packet = decodeRtp(datagram);
    if (packet === undefined || codecOf(packet) === undefined || packet.payload.length === 0) {
      this.counters.other += 1;
      return [];
    }
    if (!this.#affordable(packet.payload.length, nowMs)) {
      this.counters.surplus += 1;
      return [];
    }
    this.counters.received += 1;
    this.#measureJitter(packet, nowMs);
    return this.#place(packet);
  }

  /** To be called every few milliseconds: silence for a line on which nothing comes any more. */
  lapse(nowMs: number): Int16Array[] {
    const elapsedMs = Math.min(nowMs - (this.#lookedAtMs ?? nowMs), MAX_LOOK_MS);
    this.#lookedAtMs = nowMs;
    const before = this.#quietMs;
    this.#quietMs += elapsedMs;
    if (this.#quietMs <= PATIENCE_MS) return [];
    const samples = Math.floor(((this.#quietMs - Math.max(before, PATIENCE_MS)) * this.speed * SAMPLE_RATE_HZ) / 1000);
    return [...this.#flush(), ...this.#silence(samples)];
  }

  #affordable(samples: number, nowMs: number): boolean {
    const elapsedMs = nowMs - (this.#allowanceAtMs ?? nowMs);
    this.#allowanceAtMs = nowMs;
    const earned = (elapsedMs * this.speed * SAMPLE_RATE_HZ * MAX_SURPLUS) / 1000;
    this.#allowance = Math.min(this.#allowance + earned, MAX_BURST_SAMPLES);
    if (this.#allowance < samples) return false;
    this.#allowance -= samples;
    return true;
  }

  #place(packet: RtpPacket): Int16Array[] {
    if (this.#ssrc === undefined) this.#begin(packet);
    const step = signed16(packet.sequence - this.#nextSequence);
    if (packet.ssrc !== this.#ssrc || Math.abs(step) > MAX_STEP) return this.#consider(packet);
    this.#candidates = [];
    if (step < 0 || this.#held.has(packet.sequence)) {
      this.counters.late += 1;
      return [];
    }
    this.#held.set(packet.sequence, packet);
    return [...this.#ready(), ...(this.#held.size > MAX_HELD_PACKETS ? this.#flush() : [])];
  }

  #begin(packet: RtpPacket): void {
    this.#ssrc = packet.ssrc;
    this.#nextSequence = packet.sequence;
    this.#nextTimestamp = packet.timestamp;
    this.#transit = undefined;
  }

  /** The beginning of another stream, once enough of it came in a row. */
  #consider(packet: RtpPacket): Int16Array[] {
    const last = this.#candidates.at(-1);
    const follows = last?.ssrc === packet.ssrc && packet.sequence === ((last.sequence + 1) & 0xffff);
    this.#candidates = follows ? [...this.#candidates, packet] : [packet];
    const [first] = this.#candidates;
    if (this.#candidates.length < PROBATION_PACKETS || first === undefined) return [];
    const rest = this.#flush();
    this.counters.restarts += 1;
    this.#begin(first);
    for (const candidate of this.#candidates) this.#held.set(candidate.sequence, candidate);
    this.#candidates = [];
    return [...rest, ...this.#ready()];
  }

  /** What is next in order, and what follows it. */
  #ready(): Int16Array[] {
    const heard: Int16Array[] = [];
    for (let next = this.#held.get(this.#nextSequence); next; next = this.#held.get(this.#nextSequence)) heard.push(...this.#hear(next));
    return heard;
  }

  /** Gives up what is missing before the packets that wait. */
  #flush(): Int16Array[] {
    const heard: Int16Array[] = [];
    while (this.#held.size > 0) {
      this.counters.lost += 1;
      this.#nextSequence = (this.#nextSequence + 1) & 0xffff;
      heard.push(...this.#ready());
    }
    return heard;
  }

  #hear(packet: RtpPacket): Int16Array[] {
    const codec = codecOf(packet) ?? 'PCMU';
    const gap = (packet.timestamp - this.#nextTimestamp) | 0;
    const silence = gap > 0 && gap <= MAX_GAP_SAMPLES ? this.#silence(gap) : [];
    this.#held.delete(packet.sequence);
    this.#quietMs = 0;
    this.#nextSequence = (packet.sequence + 1) & 0xffff;
    // Also where it comes behind silence that stood in for it: better late than cut.
    this.#nextTimestamp = (packet.timestamp + packet.payload.length) >>> 0;
    return [...silence, decodeAudio(codec, packet.payload)];
  }

  #silence(samples: number): Int16Array[] {
    if (samples <= 0) return [];
    this.counters.concealed += samples;
    this.#nextTimestamp = (this.#nextTimestamp + samples) >>> 0;
    return [new Int16Array(samples)];
  }

  #measureJitter(packet: RtpPacket, nowMs: number): void {
    const transit = (nowMs * this.speed * SAMPLE_RATE_HZ) / 1000 - packet.timestamp;
    const change = Math.abs(transit - (this.#transit ?? transit));
    this.#transit = transit;
    if (change > MAX_GAP_SAMPLES) return;
    this.counters.jitterMs += ((change * 1000) / SAMPLE_RATE_HZ - this.counters.jitterMs) / JITTER_GAIN;
  }
}

function signed16(difference: number): number {
  return (difference << 16) >> 16;
}

function codecOf({ payloadType }: RtpPacket): AudioCodec | undefined {
  if (payloadType === PAYLOAD_TYPES.PCMU) return 'PCMU';
  return payloadType === PAYLOAD_TYPES.PCMA ? 'PCMA' : undefined;
}
