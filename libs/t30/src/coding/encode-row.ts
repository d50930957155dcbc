import type { BitWriter } from './bit-writer.ts';
import type { Changes } from './changes.ts';
import { HORIZONTAL, MODE_CODES, PASS, REACH, VERTICAL } from './mode-code.ts';
import { BLACK_CODES, FIRST_MAKE_UP, LONGEST_MAKE_UP, WHITE_CODES } from './run-code.ts';

/** A row by its run lengths, white first (T.4, 4.1). */
export function encodeOneDimensional(changes: Changes, widthPx: number, writer: BitWriter): void {
  let at = 0;
  for (let i = 0; at < widthPx; i += 1) {
    const next = changes[i]!;
    putRun(next - at, i & 1, writer);
    at = next;
  }
}

/** A row by what differs from the one above it (T.4, 4.2; T.6, 2.2). Names as there: a is this row, b the one above. */
export function encodeTwoDimensional(rows: { readonly above: Changes; readonly here: Changes }, widthPx: number, writer: BitWriter): void {
  const { above, here } = rows;
  let a0 = -1;
  let a = 0;
  let b = 0;
  while (a0 < widthPx) {
    const a1 = here[a]!;
    while (above[b]! <= a0 && above[b]! < widthPx) b += 2;
    const offset = a1 - above[b]!;
    if (above[b + 1]! < a1) {
      writer.put(MODE_CODES[PASS]!);
      a0 = above[b + 1]!;
    } else if (offset >= -REACH && offset <= REACH) {
      writer.put(MODE_CODES[VERTICAL + offset]!);
      a0 = a1;
      a += 1;
      b += b > 0 ? -1 : 1;
    } else {
      writer.put(MODE_CODES[HORIZONTAL]!);
      putRun(a1 - Math.max(a0, 0), a & 1, writer);
      putRun(here[a + 1]! - a1, (a + 1) & 1, writer);
      a0 = here[a + 1]!;
      a += 2;
    }
  }
}

function putRun(run: number, colour: number, writer: BitWriter): void {
  const codes = colour === 0 ? WHITE_CODES : BLACK_CODES;
  let left = run;
  for (; left >= LONGEST_MAKE_UP + FIRST_MAKE_UP; left -= LONGEST_MAKE_UP) writer.put(codes[symbolOf(LONGEST_MAKE_UP)]!);
  if (left >= FIRST_MAKE_UP) writer.put(codes[symbolOf(left)]!);
  writer.put(codes[left % FIRST_MAKE_UP]!);
}

/** The make-up of a run. */
function symbolOf(run: number): number {
  return FIRST_MAKE_UP - 1 + Math.floor(run / FIRST_MAKE_UP);
}
