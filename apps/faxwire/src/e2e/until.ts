import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 100;

/** Looks until there is something to see, and returns it. A look that fails is repeated: what is looked at may be down. */
export async function until<Seen>(what: string, look: () => Promise<Seen | undefined | false>, withinMs: number): Promise<Seen> {
  const deadline = performance.now() + withinMs;
  for (let reason = ''; ; ) {
    try {
      const seen = await look();
      if (seen !== undefined && seen !== false) return seen;
    } catch (error) {
      reason = `: ${String(error)}`;
    }
    if (performance.now() > deadline) throw new Error(`after ${withinMs / 1_000} s there is still no ${what}${reason}`);
    await sleep(LOOK_EVERY_MS);
  }
}
