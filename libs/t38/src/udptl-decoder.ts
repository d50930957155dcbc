import type { UdptlDatagram, UdptlDecoding, UdptlError } from './udptl.ts';
import { MAX_DATAGRAM_BYTES, MAX_FEC_ENTRIES, MAX_FEC_SPAN, MAX_SECONDARIES } from './udptl.ts';

const refused = (error: UdptlError): UdptlDecoding => ({ ok: false, error });
const HEADER_BYTES = 2;
const FEC_FLAG = 0x80;

/** Reads one datagram. Any bytes give a datagram or a typed error; one bad length refuses the whole. */
export function decodeUdptl(bytes: Uint8Array): UdptlDecoding {
  if (bytes.length > MAX_DATAGRAM_BYTES) return refused('too-long');
  const cursor = new LengthCursor(bytes, HEADER_BYTES);
  const primary = cursor.string();
  const flag = cursor.octet();
  if (primary === undefined || flag === undefined) return refused('truncated');
  if (primary.length === 0) return refused('malformed');
  const recovery = flag & FEC_FLAG ? readFec(cursor) : readRedundancy(cursor);
  if (typeof recovery === 'string') return refused(recovery);
  if (!cursor.atEnd) return refused('trailing');
  const sequence = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  return { ok: true, datagram: { sequence, primary, recovery } };
}

function readRedundancy(cursor: LengthCursor): UdptlDatagram['recovery'] | UdptlError {
  const count = cursor.octet();
  if (count === undefined) return 'truncated';
  if (count > MAX_SECONDARIES) return 'too-many';
  const secondaries = cursor.strings(count);
  return secondaries ? { kind: 'redundancy', secondaries } : 'truncated';
}

function readFec(cursor: LengthCursor): UdptlDatagram['recovery'] | UdptlError {
  const spanLength = cursor.octet();
  const span = cursor.octet();
  const count = cursor.octet();
  if (spanLength === undefined || span === undefined || count === undefined) return 'truncated';
  if (spanLength !== 1) return 'malformed';
  if (count > MAX_FEC_ENTRIES || span > MAX_FEC_SPAN) return 'too-many';
  const parities = cursor.strings(count);
  return parities ? { kind: 'fec', span, parities } : 'truncated';
}

class LengthCursor {
  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {}

  get atEnd(): boolean {
    return this.at === this.bytes.length;
  }

  octet(): number | undefined {
    const value = this.bytes[this.at];
    this.at += 1;
    return value;
  }

  strings(count: number): Uint8Array[] | undefined {
    const found: Uint8Array[] = [];
    for (let i = 0; i < count; i += 1) {
      const next = this.string();
      if (next === undefined) return undefined;
      found.push(next);
    }
    return found;
  }

  string(): Uint8Array | undefined {
    const length = this.#length();
    if (length === undefined || this.at + length > this.bytes.length) return undefined;
    const found = this.bytes.slice(this.at, this.at + length);
    this.at += length;
    return found;
  }

  /** 0-127 in one octet, up to 16,383 in two; the fragmented form cannot occur in 1,500 octets. */
  #length(): number | undefined {
    const first = this.octet();
    if (first === undefined || first < 0x80) return first;
    const second = this.octet();
    if (first >= 0xc0 || second === undefined) return undefined;
    return ((first & 0x3f) << 8) | second;
  }
}
