import { randomUUID } from 'node:crypto';
import type { Step } from '@faxwire/fax';
import type { ActiveStep, FaxSteps } from './drive.ts';
import type { LifecycleEngine } from './lifecycle-engine.ts';

/** Long enough to look in between. */
const REST_MS = 1_000;
const POLL_MS = 5;
/** Above what a step takes on a machine that does much else. */
const PATIENCE_MS = 60_000;

/** A fax played from a script: `next` says the steps in order, then stop. */
class ScriptedFaxes implements FaxSteps {
  readonly acted: string[] = [];
  readonly #scripts = new Map<string, Step[]>();
  readonly #asked = new Map<string, number>();
  concurrent = 0;
  mostConcurrent = 0;
  onAsk: () => Promise<void> = async () => {};
  onAct: (faxId: string, step: ActiveStep) => Promise<void> = async () => {};

  async next(faxId: string): Promise<Step> {
    this.#asked.set(faxId, this.asked(faxId) + 1);
    const step = this.#scripts.get(faxId)?.shift();
    await this.onAsk();
    return step ?? { kind: 'stop' };
  }

  /** A new fax with these steps. Engines remember ids for longer than a test lasts. */
  play(...steps: Step[]): string {
    const faxId = randomUUID();
    this.#scripts.set(faxId, steps);
    return faxId;
  }

  /** How often the plan was asked. */
  asked(faxId: string): number {
    return this.#asked.get(faxId) ?? 0;
  }

  async act(faxId: string, step: ActiveStep): Promise<void> {
    this.mostConcurrent = Math.max(this.mostConcurrent, ++this.concurrent);
    try {
      await this.onAct(faxId, step);
      this.acted.push(`${faxId} ${step.kind}`);
    } finally {
      this.concurrent--;
    }
  }
}

export type EngineFactory = (steps: FaxSteps, maxDrives?: number) => LifecycleEngine;

/** What every lifecycle engine has to do; both adapters pass it. */
export function lifecycleEngineContract(name: string, create: EngineFactory): void {
  describe(`a lifecycle engine (${name})`, () => {
    let faxes: ScriptedFaxes;
    let engine: LifecycleEngine;
    const begin = async (maxDrives?: number) => {
      faxes = new ScriptedFaxes();
      engine = create(faxes, maxDrives);
      await engine.start();
    };
    afterEach(() => engine.stop(1_000));

    it('drives a nudged fax through its steps', async () => {
      await begin();
      const fax = faxes.play({ kind: 'render' }, { kind: 'close', as: 'sent' });
      engine.nudge(fax);
      await until(() => faxes.acted.length === 2);
      expect(faxes.acted).toEqual([`${fax} render`, `${fax} close`]);
    });

    it('drives a fax that it was woken for', async () => {
      await begin();
      const fax = faxes.play({ kind: 'render' });
      await engine.wake(fax);
      await until(() => faxes.acted.length === 1);
      expect(faxes.acted).toEqual([`${fax} render`]);
    });

    it('never drives one fax twice at a time, however often it is nudged', async () => {
      await begin();
      const fax = faxes.play(...Array.from({ length: 6 }, (): Step => ({ kind: 'render' })));
      for (let i = 0; i < 20; i++) engine.nudge(fax);
      await until(() => faxes.acted.length === 6);
      expect(faxes.mostConcurrent).toBe(1);
    });

    it('wakes a resting fax when it is due, and lets go of it meanwhile', async () => {
      await begin();
      const due = Date.now() + REST_MS;
      const fax = faxes.play({ kind: 'wait', until: due }, { kind: 'render' });
      engine.nudge(fax);
      await until(() => faxes.asked(fax) === 1 && !engine.isDriving(fax));
      expect(faxes.acted).toEqual([]);
      await until(() => faxes.acted.length === 1);
      expect(Date.now()).toBeGreaterThanOrEqual(due);
    });

    it('wakes a fax that rests without end when it is nudged', async () => {
      await begin();
      const fax = faxes.play({ kind: 'wait' }, { kind: 'render' });
      engine.nudge(fax);
      await until(() => faxes.asked(fax) === 1 && !engine.isDriving(fax));
      engine.nudge(fax);
      await until(() => faxes.acted.length === 1);
      expect(faxes.acted).toEqual([`${fax} render`]);
    });

    it('asks the plan again when a nudge comes while the plan is being asked', async () => {
      await begin();
      const fax = faxes.play({ kind: 'wait' }, { kind: 'render' });
      faxes.onAsk = async () => {
        faxes.onAsk = async () => {};
        await engine.wake(fax);
      };
      engine.nudge(fax);
      await until(() => faxes.acted.length === 1);
      expect(faxes.asked(fax)).toBeGreaterThanOrEqual(2);
    });

    it('drives a fax again that had come to its end', async () => {
      await begin();
      const fax = faxes.play({ kind: 'render' }, { kind: 'stop' }, { kind: 'close', as: 'sent' });
      engine.nudge(fax);
      await until(() => faxes.asked(fax) === 2 && !engine.isDriving(fax));
      engine.nudge(fax);
      await until(() => faxes.acted.length === 2);
      expect(faxes.acted).toEqual([`${fax} render`, `${fax} close`]);
    });

    it('tries a step again that failed for reasons of ours', async () => {
      await begin();
      let tries = 0;
      faxes.onAct = async () => {
        if (++tries < 2) throw new Error('database away');
      };
      engine.nudge(faxes.play({ kind: 'render' }));
      await until(() => faxes.acted.length === 1);
      expect(tries).toBe(2);
    });

    it('drives no more faxes at a time than it may, and each of them in the end', async () => {
      await begin(2);
      const ids = Array.from({ length: 8 }, () => faxes.play({ kind: 'render' }));
      for (const id of ids) engine.nudge(id);
      await until(() => faxes.acted.length === 8);
      expect(faxes.mostConcurrent).toBeLessThanOrEqual(2);
    });

    it('takes no new work once it stops, and finishes what it does', async () => {
      await begin();
      let finish: () => void = () => {};
      faxes.onAct = () => new Promise((resolve) => (finish = resolve));
      const fax = faxes.play({ kind: 'render' });
      engine.nudge(fax);
      await until(() => faxes.concurrent === 1);
      const stopped = engine.stop(5_000);
      engine.nudge(faxes.play({ kind: 'render' }));
      finish();
      await stopped;
      expect(faxes.acted).toEqual([`${fax} render`]);
    });
  });
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; !(await condition()); ) {
    if (Date.now() > deadline) throw new Error(`This did not come about within ${PATIENCE_MS} ms: ${String(condition)}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
