/**
 * A row as the places where its colour changes, from the left: first where it becomes black (0 when it begins so), then
 * white, and so on. Behind the last one stands the width, {@link SENTINELS} times, so that nobody must look for the end.
 */
export type Changes = Int32Array;

/** As far as the two-dimensional codes look behind the end of a row. */
const SENTINELS = 6;

export function noChanges(widthPx: number): Changes {
  return new Int32Array(widthPx + 1 + SENTINELS).fill(widthPx);
}

export function endChanges(changes: Changes, count: number, widthPx: number): void {
  changes.fill(widthPx, count, count + SENTINELS);
}

/** The changes of a row of packed dots. */
export function readChanges(row: Uint8Array, changes: Changes, widthPx: number): void {
  let count = 0;
  let colour = 0;
  for (let octet = 0; octet < row.length; octet += 1) {
    // The dots of this octet that are not of the colour so far.
    let other = row[octet]! ^ colour;
    while (other !== 0) {
      const at = Math.clz32(other) - 24;
      changes[count++] = octet * 8 + at;
      colour ^= 0xff;
      other = ~other & (0xff >> at);
    }
  }
  while (count > 0 && changes[count - 1]! >= widthPx) count -= 1;
  endChanges(changes, count, widthPx);
}

/** Paints the black runs of a row over white. */
export function paintChanges(changes: Changes, row: Uint8Array, widthPx: number): void {
  for (let i = 0; changes[i]! < widthPx; i += 2) paintRun(row, changes[i]!, changes[i + 1]!);
}

/** Black from one place up to, not including, another; the row is not empty. */
export function paintRun(row: Uint8Array, from: number, to: number): void {
  const first = from >> 3;
  const last = to >> 3;
  const head = 0xff >> (from & 7);
  const tail = 0xff00 >> (to & 7);
  if (first === last) {
    row[first]! |= head & tail;
    return;
  }
  row[first]! |= head;
  row.fill(0xff, first + 1, last);
  if ((to & 7) !== 0) row[last]! |= tail;
}
