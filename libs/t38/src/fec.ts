/** Parity of T.38 clause 9.1.4.2: entry m of packet S covers S + m - span*entries + k*entries for k = 0..span-1. */
export function coveredSequences(sequence: number, span: number, entries: number): number[][] {
  const groups: number[][] = [];
  for (let m = 0; m < entries; m += 1) {
    const group: number[] = [];
    for (let k = 0; k < span; k += 1) group.push((sequence + m - span * entries + k * entries) & 0xffff);
    groups.push(group);
  }
  return groups;
}

/** XOR of all, shorter ones taken as followed by zeros; as long as the longest. */
export function parity(packets: readonly Uint8Array[]): Uint8Array {
  const sum = new Uint8Array(Math.max(0, ...packets.map((packet) => packet.length)));
  for (const packet of packets) packet.forEach((octet, i) => (sum[i] = (sum[i] ?? 0) ^ octet));
  return sum;
}
