import type { HouseState } from './house-state.ts';

/** What a soak has seen of its faxes. */
export interface SoakTally {
  /** By direction and end, such as `sent to 0107: FaxSent`. */
  readonly ends: Map<string, number>;
  /** Of faxes that arrived whole: not page by page what was sent. */
  readonly differences: string[];
  /** Nobody knows what became of them. */
  readonly withoutEnd: string[];
}

export const emptyTally = (): SoakTally => ({ ends: new Map(), differences: [], withoutEnd: [] });

export function count({ ends }: SoakTally, end: string): void {
  ends.set(end, (ends.get(end) ?? 0) + 1);
}

export const faxesOf = ({ ends }: SoakTally): number => [...ends.values()].reduce((sum, each) => sum + each, 0);

/** Connections of HTTP and of the database's pool come and go with the moment. */
const SPARE_CONNECTIONS = 6;
/** Threads of Node's pool are made when they are wanted first. */
const SPARE_THREADS = 4;

/** Nothing of it may be more at the end than at the beginning, but for what is spare. */
const LIMITS: Partial<Readonly<Record<keyof HouseState, number>>> = { udpSockets: 0, otherSockets: SPARE_CONNECTIONS, children: 0, threads: SPARE_THREADS, tempFiles: 0 };

/** Why the soak has failed, in words; empty where it has not. Memory is for a reader of the figures: caches fill, and a collector is in no hurry. */
export function faultsOf(tally: SoakTally, before: HouseState, after: HouseState): string[] {
  const grown = (Object.keys(LIMITS) as (keyof HouseState)[]).filter((key) => after[key] > before[key] + (LIMITS[key] ?? 0));
  return [
    ...(faxesOf(tally) > 0 ? [] : ['no fax came to an end']),
    ...tally.withoutEnd.map((fax) => `${fax} has no end`),
    ...tally.differences,
    ...grown.map((key) => `${key} grew from ${before[key]} to ${after[key]}`),
  ];
}

/** Before and after, one line each, and what became of the faxes. */
export function soakTable(tally: SoakTally, before: HouseState, after: HouseState): string {
  const states = (Object.keys(before) as (keyof HouseState)[]).map((key) => `  ${key.padEnd(14)}${String(before[key]).padStart(6)} -> ${after[key]}`);
  const ends = [...tally.ends].sort(([a], [b]) => a.localeCompare(b)).map(([end, times]) => `  ${String(times).padStart(5)}  ${end}`);
  return [...ends, ...states].join('\n');
}
