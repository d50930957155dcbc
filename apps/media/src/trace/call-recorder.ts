import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { CallTrace } from '@faxwire/contracts';
import type { IfpVersion } from '@faxwire/t38';
import { LineEar } from './line-ear.ts';
import { withoutCredentials } from './sip-header.ts';
import { IMAGE_DATAGRAM_BYTES, MAX_DATAGRAM_BYTES, MAX_DATAGRAMS, MAX_LINE_ENTRIES, MAX_SIP_BYTES, MAX_SIP_MESSAGES } from './trace-limit.ts';

const compressed = promisify(gzip);

type Direction = CallTrace['sip'][number]['direction'];
type Address = CallTrace['sip'][number]['local'];

interface Kept {
  readonly atMs: number;
  readonly direction: Direction;
  readonly octets: Uint8Array;
}
interface KeptMessage extends Kept {
  readonly local: Address;
  readonly remote: Address;
}

export interface CallRecorderOptions {
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
  /** Milliseconds from any fixed origin. */
  readonly now: () => number;
}

/** Writes down what goes over the line in one call, up to limits of each kind. */
export class CallRecorder {
  readonly #options: CallRecorderOptions;
  readonly #originMs: number;
  readonly #sip: KeptMessage[] = [];
  readonly #datagrams: KeptMessage[] = [];
  readonly #frames: (Kept & { readonly intact: boolean })[] = [];
  readonly #signals: { readonly atMs: number; readonly direction: Direction; readonly text: string }[] = [];
  #ears: Readonly<Record<Direction, LineEar>>;
  #sipBytes = 0;
  #datagramBytes = 0;
  #isTruncated = false;

  constructor(options: CallRecorderOptions) {
    this.#options = options;
    this.#originMs = options.now();
    this.#ears = this.#earsFor(0);
  }

  /** The syntax of packets that was agreed on (T38FaxVersion). */
  speaks(version: IfpVersion): void {
    this.#ears = this.#earsFor(version);
  }

  sipMessage(direction: Direction, message: Uint8Array, between: { readonly local: Address; readonly remote: Address }): void {
    if (this.#sip.length >= MAX_SIP_MESSAGES || this.#sipBytes + message.length > MAX_SIP_BYTES) return void (this.#isTruncated = true);
    this.#sipBytes += message.length;
    this.#sip.push({ atMs: this.#elapsed(), direction, octets: withoutCredentials(message), local: addressOf(between.local), remote: addressOf(between.remote) });
  }

  /** A T.38 packet, once, however often it was sent. True where nothing but an image is in it. */
  packet(direction: Direction, ifp: Uint8Array): boolean {
    return this.#ears[direction].hear(ifp);
  }

  /** `isImage`: it may be left out, where there are many. */
  datagram(direction: Direction, octets: Uint8Array, between: { readonly local: Address; readonly remote: Address; readonly isImage: boolean }): void {
    const most = between.isImage ? IMAGE_DATAGRAM_BYTES : MAX_DATAGRAM_BYTES;
    if (this.#datagrams.length >= MAX_DATAGRAMS || this.#datagramBytes + octets.length > most) return void (this.#isTruncated = true);
    this.#datagramBytes += octets.length;
    this.#datagrams.push({ atMs: this.#elapsed(), direction, octets: octets.slice(), local: addressOf(between.local), remote: addressOf(between.remote) });
  }

  /** A frame that no T.38 packet carried: from modems over audio. */
  frame(direction: Direction, octets: Uint8Array, intact: boolean): void {
    if (this.#hasRoom()) this.#frames.push({ atMs: this.#elapsed(), direction, octets: octets.slice(), intact });
  }

  signal(direction: Direction, text: string): void {
    if (this.#hasRoom()) this.#signals.push({ atMs: this.#elapsed(), direction, text: text.slice(0, 200) });
  }

  /**
   * Compressed, as `LineResult` takes it; undefined where nothing went over the line.
   * @param timeFactor how many times as fast as ours the clock of the far end ran
   */
  async packed(timeFactor: number): Promise<Uint8Array | undefined> {
    if (this.#sip.length === 0 && this.#datagrams.length === 0) return undefined;
    const trace: CallTrace = {
      version: 1,
      startedAt: this.#options.startedAt,
      timeFactor,
      sip: this.#sip.map(inBase64),
      frames: this.#frames.map(inBase64),
      signals: this.#signals,
      datagrams: this.#datagrams.map(inBase64),
      truncated: this.#isTruncated,
    };
    // Not at once: a megabyte takes 50 ms, and other calls have packets to send.
    return compressed(JSON.stringify(trace));
  }

  #earsFor(version: IfpVersion): Readonly<Record<Direction, LineEar>> {
    const ear = (direction: Direction) => new LineEar(version, {
      onFrame: (octets, intact) => this.frame(direction, octets, intact),
      onSignal: (text) => this.signal(direction, text),
    });
    return { sent: ear('sent'), received: ear('received') };
  }

  #hasRoom(): boolean {
    if (this.#frames.length + this.#signals.length < MAX_LINE_ENTRIES) return true;
    this.#isTruncated = true;
    return false;
  }

  #elapsed(): number {
    return Math.max(Math.round((this.#options.now() - this.#originMs) * 10) / 10, 0);
  }
}

function inBase64<Entry extends { readonly octets: Uint8Array }>(entry: Entry): Omit<Entry, 'octets'> & { octets: string } {
  return { ...entry, octets: Buffer.from(entry.octets).toString('base64') };
}

/** Nothing else that an address may carry goes into a file. */
function addressOf({ address, port }: Address): Address {
  return { address, port };
}
