/** So many failures in a row, and an endpoint is taken for dead. One request may fail for its own reasons, and three are one hiccup under way at once. */
const FAILURES_TO_OPEN = 5;
/** The first rest of a dead endpoint; every probe that fails doubles it, ms. */
const FIRST_REST_MS = 30_000;
/** An endpoint that recovers is noticed within so long, ms. */
const MAX_REST_MS = 10 * 60_000;
/** Endpoints in trouble that are remembered; beyond it the one that failed the longest ago is forgotten, and has to fail again. */
const MAX_CIRCUITS = 10_000;

/** `closed`: everything goes. `open`: nothing does. `half_open`: one probe, which decides. */
export type CircuitState = 'closed' | 'open' | 'half_open';

interface Circuit {
  readonly failures: number;
  /** Undefined while closed. */
  readonly openUntil: number | undefined;
  readonly restMs: number;
}

/** Keeps work away from endpoints that take none. Of one process: each finds out for itself. Times in ms since the Unix epoch. */
export class CircuitBreakers {
  readonly #circuits = new Map<string, Circuit>();

  state(endpointId: string, now: number): CircuitState {
    const openUntil = this.#circuits.get(endpointId)?.openUntil;
    if (openUntil === undefined) return 'closed';
    return now < openUntil ? 'open' : 'half_open';
  }

  succeeded(endpointId: string): void {
    this.#circuits.delete(endpointId);
  }

  failed(endpointId: string, now: number): void {
    const { failures = 0, openUntil, restMs = FIRST_REST_MS } = this.#circuits.get(endpointId) ?? {};
    // What was under way when it opened says nothing new.
    if (openUntil !== undefined && now < openUntil) return;
    const opens = failures + 1 >= FAILURES_TO_OPEN;
    this.#remember(endpointId, { failures: failures + 1, openUntil: opens ? now + restMs : undefined, restMs: opens ? Math.min(restMs * 2, MAX_REST_MS) : restMs });
  }

  /** Endpoints that are not closed. */
  broken(): string[] {
    return [...this.#circuits].filter(([, { openUntil }]) => openUntil !== undefined).map(([id]) => id);
  }

  /** The next time at which an open one lets a probe through. */
  nextProbeAt(now: number): number {
    const times = [...this.#circuits.values()].flatMap(({ openUntil }) => (openUntil !== undefined && openUntil > now ? [openUntil] : []));
    return times.reduce((first, time) => Math.min(first, time), Number.POSITIVE_INFINITY);
  }

  #remember(endpointId: string, circuit: Circuit): void {
    this.#circuits.delete(endpointId);
    this.#circuits.set(endpointId, circuit);
    const oldest = this.#circuits.keys().next();
    if (this.#circuits.size > MAX_CIRCUITS && !oldest.done) this.#circuits.delete(oldest.value);
  }
}
