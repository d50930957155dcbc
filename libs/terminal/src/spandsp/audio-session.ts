import type { RemoteInfo, Socket } from 'node:dgram';
import { performance } from 'node:perf_hooks';
import { RtpReceiver } from '../media/rtp-receiver.ts';
import { RtpSender } from '../media/rtp-sender.ts';
import type { AudioCall } from './audio-call.ts';
import type { AudioLineTerms, ChildMessage } from './child-message.ts';
import { STEP_MS } from './engine.ts';

/** Often enough that a frame is never 10 ms late, seldom enough to cost next to nothing. */
const TICK_MS = 10;
/** Wakes for at least two frames of a fast sandbox. */
const FASTEST_TICK_MS = 4;
const REPORT_EVERY_MS = 5_000;

/** The RTP of one call and its machine, in the child: a parent that stands still leaves no gap in the sound. */
export class AudioSession {
  readonly #receiver: RtpReceiver;
  readonly #sender: RtpSender;
  readonly #timers: NodeJS.Timeout[];
  #remote: AudioLineTerms['remote'];
  #sent = 0;
  #foreign = 0;
  #slipMs = 0;
  #tickedAtMs = performance.now();

  constructor(
    private readonly call: AudioCall,
    private readonly socket: Socket,
    private readonly how: { readonly line: AudioLineTerms; readonly speed: number; readonly tell: (message: ChildMessage) => void },
  ) {
    const { line, speed } = how;
    this.#remote = line.remote;
    this.#receiver = new RtpReceiver(speed);
    this.#sender = new RtpSender(line.codec, line.position);
    socket.on('message', (datagram, source) => this.#receive(datagram, source));
    // A far end whose port is closed: the end of the call is told by SIP.
    socket.on('error', () => undefined);
    const tickMs = Math.max(FASTEST_TICK_MS, TICK_MS / speed);
    this.#timers = [setInterval(() => this.#tick(performance.now()), tickMs), setInterval(() => this.report(), REPORT_EVERY_MS)];
  }

  redirect(remote: AudioLineTerms['remote']): void {
    this.#remote = remote;
  }

  report(): void {
    const { received, lost, late, other, surplus, jitterMs } = this.#receiver.counters;
    const counters = { packetsSent: this.#sent, packetsReceived: received, packetsLost: lost, packetsLate: late };
    this.how.tell({ type: 'audio', counters: { ...counters, packetsRefused: other + surplus + this.#foreign, jitterMs, slipMs: this.#slipMs } });
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.socket.close();
  }

  #receive(datagram: Uint8Array, { address, port }: RemoteInfo): void {
    if (address !== this.#remote.address || port !== this.#remote.port) {
      this.#foreign += 1;
      return;
    }
    for (const samples of this.#receiver.receive(datagram, performance.now())) this.call.hear(samples);
  }

  #tick(nowMs: number): void {
    this.#slipMs = Math.max(this.#slipMs, nowMs - this.#tickedAtMs - STEP_MS);
    this.#tickedAtMs = nowMs;
    for (const samples of this.#receiver.lapse(nowMs)) this.call.hear(samples);
    for (const frame of this.call.speak(nowMs)) this.#send(frame);
  }

  #send(frame: Int16Array): void {
    this.#sent += 1;
    this.socket.send(this.#sender.packet(frame), this.#remote.port, this.#remote.address, () => undefined);
  }
}
