import { appendFileSync } from 'node:fs';

export interface TimelineEntry {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly what: string;
  readonly target?: string;
  readonly forMs?: number;
  readonly detail?: string;
}

/** What was done when, for the reader and as JSON lines. */
export class Timeline {
  readonly entries: TimelineEntry[] = [];
  readonly #file: string;
  readonly #say: (line: string) => void;
  readonly #begun = Date.now();

  constructor(file: string, say: (line: string) => void) {
    this.#file = file;
    this.#say = say;
  }

  add(entry: Omit<TimelineEntry, 'at'>): void {
    const stamped = { at: Date.now(), ...entry };
    this.entries.push(stamped);
    appendFileSync(this.#file, `${JSON.stringify(stamped)}\n`);
    this.#say(this.#lineOf(stamped));
  }

  count(what: string): number {
    return this.entries.filter((entry) => entry.what === what).length;
  }

  #lineOf({ at, what, target = '', forMs, detail }: TimelineEntry): string {
    const seconds = ((at - this.#begun) / 1_000).toFixed(1).padStart(7);
    const length = forMs === undefined ? '' : `for ${(forMs / 1_000).toFixed(1)} s`;
    return `${seconds} s  ${what.padEnd(6)} ${target.padEnd(12)} ${[length, detail].filter(Boolean).join(' ')}`.trimEnd();
  }
}

/** From the breaking of a thing until it was back, ms since the epoch. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

export function outagesOf(entries: readonly TimelineEntry[], target: string): Outage[] {
  const outages: Outage[] = [];
  let from: number | undefined;
  for (const entry of entries) {
    if (entry.target !== target) continue;
    if (entry.what !== 'back') from ??= entry.at;
    else if (from !== undefined) {
      outages.push({ from, to: entry.at });
      from = undefined;
    }
  }
  return from === undefined ? outages : [...outages, { from, to: Infinity }];
}
