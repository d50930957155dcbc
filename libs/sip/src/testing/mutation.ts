import { systemRandom } from '../random.ts';

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function fuzzSeed(): number {
  return Number(process.env['FAXWIRE_FUZZ_SEED'] ?? Number.parseInt(systemRandom.randomToken(4), 16));
}

const PIECES = [
  '\r\n', '\n', '\r', '\0', ' ', '\t', ':', ';', ',', '"', '\\', '<', '>', '%00', '%', '?', '@', '=', ';lr', ';tag=x', ';rport', ';received=203.0.113.9', ';branch=z9hG4bK',
  'Content-Length: 99999\r\n', 'Content-Length: -1\r\n', 'l: 0\r\n', 'Require: 100rel\r\n', 'Contact: *\r\n', 'Via: SIP/2.0/UDP [::1\r\n', 'Record-Route: <sip:x;lr>\r\n', 'RSeq: 1\r\n',
  'Session-Expires: 90;refresher=uac\r\n', 'Authorization: Digest realm="a", nonce="b"\r\n', '4294967296', '-1', '0', '9'.repeat(40), 'x'.repeat(300), '\u00ff', 'SIP/2.0', 'INVITE', 'ACK', 'BYE', 'CANCEL', '200',
];

/** A message with one to four things wrong: bytes changed, cut out, put in, lines told twice, left out or in another order, two messages joined. */
export function mutated(originals: readonly Uint8Array[], chance: () => number): Uint8Array {
  const below = (limit: number) => Math.floor(chance() * limit);
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;
  let bytes = Buffer.from(pick(originals));
  for (let count = 1 + below(4); count > 0; count--) bytes = Buffer.from(mutatedOnce(bytes, { below, pick, originals }));
  return bytes;
}

interface Dice {
  readonly below: (limit: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  readonly originals: readonly Uint8Array[];
}

function mutatedOnce(bytes: Buffer, { below, pick, originals }: Dice): Uint8Array {
  const at = below(bytes.length + 1);
  const lines = bytes.toString('latin1').split('\r\n');
  const line = below(lines.length);
  switch (below(8)) {
    case 0:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([below(256)]), bytes.subarray(at + 1)]);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(pick(PIECES)), bytes.subarray(at)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + below(60))]);
    case 3:
      return Buffer.from(lines.toSpliced(line, 0, lines[below(lines.length)] ?? '').join('\r\n'), 'latin1');
    case 4:
      return Buffer.from(lines.toSpliced(line, 1).join('\r\n'), 'latin1');
    case 5:
      return Buffer.from(lines.toSpliced(line, 1, (lines[line] ?? '').replace(/[^ :;=]+$/, pick(PIECES))).join('\r\n'), 'latin1');
    case 6:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(pick(originals)).subarray(below(200))]);
    default:
      return bytes.subarray(0, at);
  }
}
