import { setTimeout as sleep } from 'node:timers/promises';
import type { Decision } from './breakage-plan.ts';
import type { Target } from './target.ts';
import type { Timeline } from './timeline.ts';

/** Never all at once: with more than two things broken nothing would be left to be tried. */
const MAX_BROKEN = 2;
const LOOK_EVERY_MS = 250;
/** A process that could not start, as what it needs was broken too, is started again: so would any supervisor. */
const START_AGAIN_MS = 1_000;
const MAX_STARTS = 60;

/** Carries decisions out, one after the other, and brings back whatever it broke or whatever ended by itself. */
export class Breaker {
  readonly #targets: ReadonlyMap<string, Target>;
  readonly #timeline: Timeline;
  readonly #broken = new Map<string, Promise<void>>();
  #isOver = false;

  constructor(targets: readonly Target[], timeline: Timeline) {
    this.#targets = new Map(targets.map((target) => [target.name, target]));
    this.#timeline = timeline;
  }

  /** Until the time is over, ms of the clock of `performance`. */
  async run(decisions: Iterator<Decision, never>, until: number): Promise<void> {
    for (;;) {
      const { value } = decisions.next();
      if (!(await this.#pause(value, until))) return;
      const target = this.#targets.get(value.target);
      if (!target) throw new RangeError(`there is no ${value.target}`);
      this.#mend(target, () => this.#break(target, value));
    }
  }

  /** Looks after those that end by themselves, until `end`. */
  async supervise(): Promise<void> {
    while (!this.#isOver) {
      for (const target of this.#targets.values()) this.#look(target);
      await sleep(LOOK_EVERY_MS);
    }
  }

  /** Everything runs and is ready when it resolves. */
  async bringBack(): Promise<void> {
    while (this.#broken.size > 0) await Promise.all(this.#broken.values());
    for (const target of this.#targets.values()) this.#look(target);
    await Promise.all(this.#broken.values());
  }

  /** From now on nothing is broken, and nothing is brought back. */
  end(): void {
    this.#isOver = true;
  }

  #look(target: Target): void {
    if (this.#isOver || target.isRunning || this.#broken.has(target.name)) return;
    this.#timeline.add({ what: 'ended', target: target.name, detail: 'by itself' });
    this.#mend(target, () => sleep(START_AGAIN_MS));
  }

  /** False when the time is over. What is decided waits for its target, and for a place among the broken. */
  async #pause({ waitMs, target }: Decision, until: number): Promise<boolean> {
    await sleep(Math.max(Math.min(waitMs, until - performance.now()), 0));
    while (!this.#isOver && performance.now() < until && (this.#broken.size >= MAX_BROKEN || this.#broken.has(target))) await sleep(LOOK_EVERY_MS);
    return !this.#isOver && performance.now() < until;
  }

  #mend(target: Target, breaking: () => Promise<void>): void {
    const mended = breaking()
      .then(() => this.#start(target))
      .catch((error: unknown) => this.#timeline.add({ what: 'stuck', target: target.name, detail: String(error) }))
      .finally(() => this.#broken.delete(target.name));
    this.#broken.set(target.name, mended);
  }

  async #break(target: Target, { act, forMs }: Decision): Promise<void> {
    this.#timeline.add({ what: act, target: target.name, forMs });
    if (act === 'leave') await this.#leave(target);
    else await target[act]();
    await sleep(forMs);
    if (act === 'freeze') await target.thaw();
  }

  async #leave(target: Target): Promise<void> {
    const begun = performance.now();
    const code = await target.leave();
    if (code !== 0) this.#timeline.add({ what: 'code', target: target.name, detail: `${code ?? 'killed'} after ${Math.round(performance.now() - begun)} ms` });
  }

  async #start(target: Target): Promise<void> {
    for (let start = 1; !this.#isOver; start += 1) {
      try {
        await target.start();
        this.#timeline.add({ what: 'back', target: target.name });
        return;
      } catch (error) {
        if (start === MAX_STARTS) throw error;
        this.#timeline.add({ what: 'again', target: target.name, detail: String(error).slice(-400) });
        await sleep(START_AGAIN_MS);
      }
    }
  }
}
