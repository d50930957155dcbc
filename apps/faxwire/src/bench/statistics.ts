export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The nearest rank: always a value that was measured. @param share 0 to 1 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)] ?? Number.NaN;
}

/** Measures in turns (A B A B ...), so that a noisy neighbour spoils both alike. */
export async function inTurns<Name extends string>(
  rounds: number, contestants: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const names = Object.keys(contestants) as Name[];
  const figures = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) figures[name].push(await contestants[name]());
  }
  return figures;
}
