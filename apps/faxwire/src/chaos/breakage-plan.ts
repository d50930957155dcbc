import { between, chanceOf, oneOf, type Chance } from './chance.ts';

/** `kill`: SIGKILL and a new start. `freeze`: SIGSTOP and SIGCONT. `leave`: SIGTERM and a new start. */
export type Act = 'kill' | 'freeze' | 'leave';

export interface Breakable {
  readonly name: string;
  readonly weight: number;
  readonly acts: readonly { readonly act: Act; readonly weight: number; readonly forMs: readonly [number, number] }[];
}

export interface Decision {
  /** After the decision before it was carried out. */
  readonly waitMs: number;
  readonly target: string;
  readonly act: Act;
  /** How long it stays away or stands still. */
  readonly forMs: number;
}

const PAUSE_MS = [1_000, 7_000] as const;

/** Some outages pass unnoticed, some outlast every lease (15 s) and the patience for a fact (30 s). */
const APP_ACTS: Breakable['acts'] = [
  { act: 'kill', weight: 4, forMs: [100, 5_000] },
  { act: 'freeze', weight: 2, forMs: [1_000, 8_000] },
  { act: 'freeze', weight: 2, forMs: [12_000, 40_000] },
  { act: 'leave', weight: 2, forMs: [100, 3_000] },
];
const ENGINE_ACTS: Breakable['acts'] = [
  { act: 'kill', weight: 3, forMs: [100, 8_000] },
  { act: 'freeze', weight: 2, forMs: [1_000, 6_000] },
  { act: 'freeze', weight: 1, forMs: [10_000, 25_000] },
];
/** It is a far end: what it forgets in its death is nobody's fault. */
const SANDBOX_ACTS: Breakable['acts'] = [
  { act: 'kill', weight: 1, forMs: [100, 2_000] },
  { act: 'freeze', weight: 2, forMs: [1_000, 10_000] },
];

const WEIGHTS: Readonly<Record<string, number>> = { media: 6, lifecycle: 3, relay: 3, webhooks: 3, api: 2, postgres: 3, kafka: 2, temporal: 3, s3: 2, sandbox: 1 };
const ENGINES: ReadonlySet<string> = new Set(['postgres', 'kafka', 'temporal', 's3']);

/** @param app what kind of process or engine it is */
export function breakable(name: string, app: string): Breakable {
  const acts = ENGINES.has(app) ? ENGINE_ACTS : app === 'sandbox' ? SANDBOX_ACTS : APP_ACTS;
  return { name, acts, weight: WEIGHTS[app] ?? 1 };
}

/** What to break, when and how, without an end. Depends on the seed alone: neither on time nor on what came of it. */
export function* decisionsOf(seed: number, breakables: readonly Breakable[]): Generator<Decision, never> {
  const chance = chanceOf(seed);
  for (;;) yield decision(chance, breakables);
}

function decision(chance: Chance, breakables: readonly Breakable[]): Decision {
  const waitMs = between(chance, PAUSE_MS);
  const { name, acts } = oneOf(chance, breakables);
  const { act, forMs } = oneOf(chance, acts);
  return { waitMs, target: name, act, forMs: between(chance, forMs) };
}
