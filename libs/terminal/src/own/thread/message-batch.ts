import type { ChildMessage, ParentMessage } from '../../spandsp/child-message.ts';

/*
 * Messages of many calls between two threads, one buffer for all of a moment: a message of its own for each of 50,000
 * packets a second would cost more than the packets do. Each record is a kind, the number of its call, a length, and that
 * many octets: a packet as it is, anything else as JSON.
 */
const HEAD_BYTES = 9;
const KIND_PACKET = 1;
const KIND_JSON = 2;
const FIRST_CAPACITY = 4096;

export interface PacketRecord {
  readonly ifp: Uint8Array;
  /** Copies wanted, or the sequence number: a packet has one of them by its direction. */
  readonly number: number;
}

export interface BatchVisitor<Message> {
  packet(call: number, packet: PacketRecord): void;
  message(call: number, message: Message): void;
}

/** `drop`: nobody listens to this call any more. */
export type DownMessage = Exclude<ParentMessage, { type: 'packet' }> | { readonly type: 'drop' };
export type UpMessage = Exclude<ChildMessage, { type: 'packets' }>;

export class BatchWriter<Message> {
  #bytes = new Uint8Array(FIRST_CAPACITY);
  #length = 0;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  packet(call: number, { ifp, number }: PacketRecord): void {
    const at = this.#record(KIND_PACKET, call, ifp.length + 2);
    this.#bytes[at] = number >> 8;
    this.#bytes[at + 1] = number & 0xff;
    this.#bytes.set(ifp, at + 2);
  }

  message(call: number, message: Message): void {
    const json = Buffer.from(JSON.stringify(message, octetsToHex));
    this.#bytes.set(json, this.#record(KIND_JSON, call, json.length));
  }

  /** To be transferred; the writer begins a new one. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#bytes = new Uint8Array(Math.max(FIRST_CAPACITY, this.#length));
    this.#length = 0;
    return taken;
  }

  /** Returns where its octets go. */
  #record(kind: number, call: number, length: number): number {
    const at = this.#length;
    this.#length = at + HEAD_BYTES + length;
    if (this.#length > this.#bytes.length) this.#grow();
    const view = new DataView(this.#bytes.buffer);
    view.setUint8(at, kind);
    view.setUint32(at + 1, call);
    view.setUint32(at + 5, length);
    return at + HEAD_BYTES;
  }

  #grow(): void {
    const grown = new Uint8Array(this.#length * 2);
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}

/** Packets are views into the batch: they live as long as it does. */
export function readBatch<Message>(bytes: Uint8Array, visitor: BatchVisitor<Message>): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < bytes.length; ) {
    const [kind, call, length] = [view.getUint8(at), view.getUint32(at + 1), view.getUint32(at + 5)];
    const body = bytes.subarray(at + HEAD_BYTES, at + HEAD_BYTES + length);
    if (kind === KIND_PACKET) visitor.packet(call, { number: ((body[0] ?? 0) << 8) | (body[1] ?? 0), ifp: body.subarray(2) });
    else visitor.message(call, JSON.parse(Buffer.from(body).toString(), hexToOctets) as Message);
    at += HEAD_BYTES + length;
  }
}

const OCTETS_PREFIX = 'octets:';

function octetsToHex(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? `${OCTETS_PREFIX}${Buffer.from(value).toString('hex')}` : value;
}

function hexToOctets(key: string, value: unknown): unknown {
  if (key !== 'octets' || typeof value !== 'string' || !value.startsWith(OCTETS_PREFIX)) return value;
  return Uint8Array.from(Buffer.from(value.slice(OCTETS_PREFIX.length), 'hex'));
}
