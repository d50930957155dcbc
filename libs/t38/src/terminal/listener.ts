import type { ImageModem, LineSignal } from '@faxwire/t30';
import type { IfpDataPacket, IfpField, IfpIndicator, IfpVersion } from '../ifp.ts';
import { decodeIfp } from '../ifp-decoder.ts';
import { FrameBuffer } from './frame-buffer.ts';
import { StreamPosition } from './stream-position.ts';

/** A packet of a burst is followed by another one or by its end; a peer that does neither has gone (SpanDSP waits as long). */
const MID_RECEIVE_MS = 15_000;
/** The largest page of T.30's widths, all dots changing, is less; what comes on top is a flood and is dropped. */
const MAX_BURST_OCTETS = 8 * 1024 * 1024;

type Heard =
  | { readonly type: 'silence' }
  | { readonly type: 'tone'; readonly tone: 'cng' | 'ced' }
  | { readonly type: 'burst'; readonly modem: 'v21' | ImageModem; readonly indicator?: IfpIndicator };

/** Turns packets into what a fax machine hears. Lenient: peers chunk, repeat, leave out and close as they like. */
export class Listener {
  readonly #position = new StreamPosition();
  readonly #frame = new FrameBuffer();
  #heard: Heard = { type: 'silence' };
  /** Something of this burst has come, so that its indicator again is not a copy if packets were lost between. */
  #hasData = false;
  #lostSinceData = false;
  #burstOctets = 0;
  #lastPacketMs = 0;
  #signals: LineSignal[] = [];
  readonly counters = { packets: 0, undecodable: 0, gaps: 0 };

  constructor(private readonly version: IfpVersion) {}

  /** When a burst that nothing comes of any more counts as ended. */
  get nextDueMs(): number | undefined {
    return this.#heard.type === 'burst' ? this.#lastPacketMs + MID_RECEIVE_MS : undefined;
  }

  hear(bytes: Uint8Array, sequence: number, nowMs: number): LineSignal[] {
    const step = this.#position.step(sequence);
    if (step === 'old') return [];
    this.counters.packets += 1;
    if (step === 'gap') this.#gap();
    const decoding = decodeIfp(bytes, this.version);
    if (!decoding.ok) {
      this.counters.undecodable += 1;
      this.#frame.gap();
      return [];
    }
    this.#lastPacketMs = nowMs;
    if (decoding.ifp.kind === 'indicator') this.#indicated(decoding.ifp.indicator);
    else this.#data(decoding.ifp);
    return this.#take();
  }

  expire(nowMs: number): LineSignal[] {
    if (nowMs >= (this.nextDueMs ?? Infinity)) this.#silence();
    return this.#take();
  }

  #take(): LineSignal[] {
    if (this.#signals.length === 0) return this.#signals;
    const taken = this.#signals;
    this.#signals = [];
    return taken;
  }

  #gap(): void {
    this.counters.gaps += 1;
    this.#lostSinceData = true;
    this.#frame.gap();
  }

  #indicated(indicator: IfpIndicator): void {
    if (indicator === 'no-signal') return this.#silence();
    if (indicator === 'cng' || indicator === 'ced') return this.#tone(indicator);
    const heard = this.#heard;
    const isNew = this.#hasData && this.#lostSinceData;
    if (heard.type === 'burst' && heard.indicator === indicator && !isNew) return;
    // Data may overtake the indicator of its burst on the way here.
    if (heard.type === 'burst' && heard.indicator === undefined && modemOf(indicator) === heard.modem) return;
    this.#silence();
    this.#begin({ type: 'burst', modem: modemOf(indicator), indicator });
  }

  #tone(tone: 'cng' | 'ced'): void {
    if (this.#heard.type === 'tone' && this.#heard.tone === tone) return;
    this.#silence();
    this.#heard = { type: 'tone', tone };
    this.#signals.push({ type: 'tone', tone });
  }

  /** The rate that the data names need not be the announced one; only V.21 is told from an image. */
  #data({ dataType, fields }: IfpDataPacket): void {
    const heard = this.#heard;
    const continues = heard.type === 'burst' && (heard.modem === 'v21') === (dataType === 'v21');
    if (!continues) {
      // Copies of an end that has been heard.
      if (fields.every((field) => !field.bytes)) return;
      this.#silence();
      this.#begin({ type: 'burst', modem: dataType });
    }
    for (const field of fields) this.#field(field);
  }

  #field(field: IfpField): void {
    if (this.#heard.type !== 'burst') return;
    const { modem } = this.#heard;
    if (field.bytes) this.#octets(modem, field.type.startsWith('t4'), field.bytes);
    if (field.type === 'hdlc-data' || field.type === 't4-non-ecm-data') return;
    const hasFcs = field.type !== 'hdlc-sig-end' && field.type !== 't4-non-ecm-sig-end';
    if (hasFcs) this.#closeFrame(modem, field.type === 'hdlc-fcs-ok' || field.type === 'hdlc-fcs-ok-sig-end');
    if (field.type.endsWith('sig-end')) this.#silence();
  }

  #octets(modem: 'v21' | ImageModem, isImage: boolean, bytes: Uint8Array): void {
    this.#hasData = true;
    this.#lostSinceData = false;
    this.#burstOctets += bytes.length;
    if (this.#burstOctets > MAX_BURST_OCTETS) return;
    if (!isImage) this.#frame.add(bytes);
    else if (modem !== 'v21') this.#signals.push({ type: 'image', modem, octets: bytes });
  }

  /** An end without octets before it is a copy, or all that is left of a frame that was lost. */
  #closeFrame(modem: 'v21' | ImageModem, fcsOk: boolean): void {
    if (this.#frame.isEmpty) this.#frame.clear();
    else this.#signals.push({ type: 'frame', modem, ...this.#frame.close(fcsOk) });
  }

  #begin(burst: Extract<Heard, { type: 'burst' }>): void {
    this.#heard = burst;
    this.#signals.push({ type: 'carrier', modem: burst.modem, ...trainingOf(burst.indicator) });
  }

  #silence(): void {
    if (this.#heard.type === 'silence') return;
    if (this.#heard.type === 'burst' && !this.#frame.isEmpty) this.#closeFrame(this.#heard.modem, false);
    this.#frame.clear();
    this.#heard = { type: 'silence' };
    this.#hasData = false;
    this.#lostSinceData = false;
    this.#burstOctets = 0;
    this.#signals.push({ type: 'silence' });
  }
}

type TrainingIndicator = Exclude<IfpIndicator, 'no-signal' | 'cng' | 'ced'>;

function modemOf(indicator: TrainingIndicator): 'v21' | ImageModem {
  if (indicator === 'v21-preamble') return 'v21';
  return indicator.replace(/-(short|long)$/, '') as ImageModem;
}

function trainingOf(indicator: IfpIndicator | undefined): { training?: 'long' | 'short' } {
  if (indicator?.endsWith('-long')) return { training: 'long' };
  return indicator?.endsWith('-short') ? { training: 'short' } : {};
}
