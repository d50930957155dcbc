import type { Step } from '@faxwire/fax';
import type { ActiveStep, FaxSteps } from './drive.ts';
import type { LifecycleEngine, TimerStore } from './lifecycle-engine.ts';

export type { FaxSteps, TimerStore };

/** The contract's own timers: what the database does for the real ones. */
export class MemoryTimers implements TimerStore {
  readonly #due = new Map<string, number>();
  onDue: () => void = () => {};

  async rest(faxId: string, until: number | undefined): Promise<void> {
    if (until === undefined) this.#due.delete(faxId);
    else this.#due.set(faxId, until);
  }

  async takeDue(now: number, limit: number): Promise<readonly string[]> {
    const due = [...this.#due].filter(([, at]) => at <= now).slice(0, limit).map(([faxId]) => faxId);
    for (const faxId of due) this.#due.delete(faxId);
    if (due.length > 0) this.onDue();
    return due;
  }

  async earliest(): Promise<number | undefined> {
    return this.#due.size === 0 ? undefined : Math.min(...this.#due.values());
  }
}

/** A fax played from a script: `next` says the steps in order, then stop. */
class ScriptedFaxes implements FaxSteps {
  readonly acted: string[] = [];
  readonly scripts = new Map<string, Step[]>();
  concurrent = 0;
  mostConcurrent = 0;
  onAct: (faxId: string, step: ActiveStep) => Promise<void> = async () => {};

  async next(faxId: string): Promise<Step> {
    return this.scripts.get(faxId)?.shift() ?? { kind: 'stop' };
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

export type EngineFactory = (steps: FaxSteps, timers: TimerStore, maxDrives?: number) => LifecycleEngine;

/** What every lifecycle engine has to do; both adapters pass it. */
export function lifecycleEngineContract(name: string, create: EngineFactory): void {
  describe(`a lifecycle engine (${name})`, () => {
    let faxes: ScriptedFaxes;
    let timers: MemoryTimers;
    let engine: LifecycleEngine;
    const begin = async (maxDrives?: number) => {
      faxes = new ScriptedFaxes();
      timers = new MemoryTimers();
      engine = create(faxes, timers, maxDrives);
      await engine.start();
    };
    afterEach(() => engine.stop(1_000));

    it('drives a nudged fax through its steps', async () => {
      await begin();
      faxes.scripts.set('one', [{ kind: 'render' }, { kind: 'close', as: 'sent' }]);
      engine.nudge('one');
      await until(() => faxes.acted.length === 2);
      expect(faxes.acted).toEqual(['one render', 'one close']);
    });

    it('never drives one fax twice at a time, however often it is nudged', async () => {
      await begin();
      faxes.scripts.set('two', Array.from({ length: 6 }, (): Step => ({ kind: 'render' })));
      for (let i = 0; i < 20; i++) engine.nudge('two');
      await until(() => faxes.acted.length === 6);
      expect(faxes.mostConcurrent).toBe(1);
    });

    it('wakes a resting fax when it is due, and lets go of it meanwhile', async () => {
      await begin();
      faxes.scripts.set('three', [{ kind: 'wait', until: Date.now() + 300 }, { kind: 'render' }]);
      let drivenAtTheAlarm: boolean | undefined;
      timers.onDue = () => (drivenAtTheAlarm = engine.isDriving('three'));
      engine.nudge('three');
      await until(() => faxes.acted.length === 1);
      expect(drivenAtTheAlarm).toBe(false);
    });

    it('wakes a fax that rests without end when it is nudged', async () => {
      await begin();
      faxes.scripts.set('four', [{ kind: 'wait' }, { kind: 'render' }]);
      engine.nudge('four');
      await until(() => !engine.isDriving('four'));
      engine.nudge('four');
      await until(() => faxes.acted.length === 1);
      expect(faxes.acted).toEqual(['four render']);
    });

    it('tries a step again that failed for reasons of ours', async () => {
      await begin();
      let tries = 0;
      faxes.onAct = async () => {
        if (++tries < 2) throw new Error('database away');
      };
      faxes.scripts.set('five', [{ kind: 'render' }]);
      engine.nudge('five');
      await until(() => faxes.acted.length === 1);
      expect(tries).toBe(2);
    });

    it('drives no more faxes at a time than it may, and each of them in the end', async () => {
      await begin(2);
      const ids = Array.from({ length: 8 }, (_, index) => `many-${index}`);
      for (const id of ids) faxes.scripts.set(id, [{ kind: 'render' }]);
      for (const id of ids) engine.nudge(id);
      await until(() => faxes.acted.length === 8);
      expect(faxes.mostConcurrent).toBeLessThanOrEqual(2);
    });

    it('takes no new work once it stops, and finishes what it does', async () => {
      await begin();
      let finish: () => void = () => {};
      faxes.onAct = () => new Promise((resolve) => (finish = resolve));
      faxes.scripts.set('six', [{ kind: 'render' }]);
      engine.nudge('six');
      await until(() => faxes.concurrent === 1);
      const stopped = engine.stop(5_000);
      engine.nudge('seven');
      finish();
      await stopped;
      expect(faxes.acted).toEqual(['six render']);
    });
  });
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}
