import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaxCloudEvent } from '@faxwire/contracts';
import { HandlerUnavailable } from '../handler-unavailable.ts';
import type { EventSource, Subscription } from '../event-source.ts';

export interface EventSourceBench {
  /** A source as another process would have it. */
  open(): EventSource;
  /** Puts so many events of one fax where the source reads. */
  append(faxId: string, count: number): Promise<void>;
  deadLetters(group: string): Promise<readonly { readonly event: FaxCloudEvent; readonly reason: string; readonly tries: number }[]>;
  /** Ids of the events that its sources said they set aside. */
  readonly setAside: readonly string[];
  replayDeadLetters(group: string): Promise<unknown>;
  close(): Promise<void>;
}

const PATIENCE_MS = 15_000;
/** A bench may stand on an engine that is only now being fetched and started. */
export const ENGINE_START_MS = 180_000;

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('It did not happen in time.');
    await sleep(2);
  }
}

const namesOf = (events: readonly FaxCloudEvent[], faxId: string) => events.filter(({ subject }) => subject === faxId).map(({ sequence }) => sequence);
const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** What every event source promises, whatever it stands on. */
export function eventSourceContract(openBench: () => Promise<EventSourceBench>): void {
  let bench: EventSourceBench;
  let group: string;
  const subscriptions: Subscription[] = [];
  const subscribe = (handle: (event: FaxCloudEvent) => Promise<void>, types?: readonly string[]) => {
    const subscription = bench.open().subscribe({ group, handle, ...(types ? { types } : {}) });
    subscriptions.push(subscription);
    return subscription;
  };
  beforeAll(async () => void (bench = await openBench()), ENGINE_START_MS);
  afterAll(() => bench.close());
  beforeEach(() => void (group = `group-${randomUUID()}`));
  afterEach(async () => void (await Promise.all(subscriptions.splice(0).map((subscription) => subscription.stop()))));

  it('hands over every event of a fax in order, those from before the subscription too', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    const seen: FaxCloudEvent[] = [];
    await bench.append(first, 3);
    subscribe(async (event) => void seen.push(event));
    await bench.append(second, 5);
    await until(() => namesOf(seen, first).length >= 3 && namesOf(seen, second).length >= 5);
    expect(namesOf(seen, first)).toEqual(oneTo(3));
    expect(namesOf(seen, second)).toEqual(oneTo(5));
    expect(seen.find(({ subject }) => subject === first)).toMatchObject({ specversion: '1.0', id: `evt_${first}_1`, type: 'FaxReceived', sequence: 1 });
  });

  it('says that what it stands on answers', async () => {
    await Promise.all(Object.values(bench.open().checks).map((check) => check()));
  });

  it('hands over the types that were asked for only', async () => {
    const faxId = randomUUID();
    const seen: FaxCloudEvent[] = [];
    subscribe(async (event) => void seen.push(event), ['FaxHeld']);
    await bench.append(faxId, 4);
    await until(() => namesOf(seen, faxId).length >= 2);
    expect(new Set(seen.map(({ type }) => type))).toEqual(new Set(['FaxHeld']));
  });

  it('does the work of every event once by its id, across restarts', async () => {
    const faxes = [randomUUID(), randomUUID(), randomUUID()];
    await Promise.all(faxes.map((faxId) => bench.append(faxId, 10)));
    const effects = new Map<string, number>();
    const done = () => faxes.every((faxId) => oneTo(10).every((version) => effects.has(`evt_${faxId}_${version}`)));
    while (!done()) {
      const before = effects.size;
      const subscription = subscribe(async ({ id }) => void effects.set(id, (effects.get(id) ?? 0) + 1));
      await until(() => effects.size >= before + 4 || done());
      await subscription.stop();
    }
    // A restart after an orderly stop repeats nothing.
    expect(new Set(effects.values())).toEqual(new Set([1]));
  });

  it('gives an event again whose effect was not finished: the checkpoint never runs ahead', async () => {
    const faxId = randomUUID();
    await bench.append(faxId, 2);
    let asked = false;
    const away = subscribe(async ({ subject }) => {
      if (subject !== faxId) return;
      asked = true;
      throw new HandlerUnavailable('the far side is away');
    });
    await until(() => asked);
    expect((await away.lag()).events).toBeGreaterThanOrEqual(2);
    await away.stop();
    const seen: FaxCloudEvent[] = [];
    subscribe(async (event) => void seen.push(event));
    await until(() => namesOf(seen, faxId).length === 2);
    expect(namesOf(seen, faxId)).toEqual([1, 2]);
    expect(await bench.deadLetters(group)).toEqual([]);
  });

  it('sets a poison event aside with its reason and goes on; a replay brings it back', async () => {
    const [poisoned, other] = [randomUUID(), randomUUID()];
    let poisonous = true;
    const seen: FaxCloudEvent[] = [];
    subscribe(async (event) => {
      if (poisonous && event.subject === poisoned && event.sequence === 2) throw new Error('can not be handled');
      seen.push(event);
    });
    await bench.append(poisoned, 3);
    await bench.append(other, 2);
    await until(() => namesOf(seen, other).length === 2 && namesOf(seen, poisoned).length === 2);
    expect(namesOf(seen, poisoned)).toEqual([1, 3]);
    expect(await bench.deadLetters(group)).toMatchObject([{ event: { subject: poisoned, sequence: 2 }, reason: 'Error: can not be handled', tries: 5 }]);
    expect(bench.setAside).toEqual([`evt_${poisoned}_2`]);
    poisonous = false;
    await bench.replayDeadLetters(group);
    await until(() => namesOf(seen, poisoned).length === 3);
    await until(async () => (await bench.deadLetters(group)).length === 0);
  });

  it('has one reader at a time in a group, and another when that one leaves', async () => {
    const [early, late] = [randomUUID(), randomUUID()];
    const readers: string[] = [];
    const first = subscribe(async ({ subject }) => void (subject === early && readers.push('first')));
    await bench.append(early, 1);
    await until(() => readers.length === 1);
    subscribe(async ({ subject }) => void ((subject === early || subject === late) && readers.push('second')));
    await first.stop();
    await bench.append(late, 2);
    await until(() => readers.length === 3);
    expect(readers).toEqual(['first', 'second', 'second']);
  });

  it('waits for the running handler when it is stopped', async () => {
    const faxId = randomUUID();
    let [begun, finished] = [false, false];
    const subscription = subscribe(async ({ subject }) => {
      if (subject !== faxId) return;
      begun = true;
      await sleep(30);
      finished = true;
    });
    await bench.append(faxId, 1);
    await until(() => begun);
    await subscription.stop();
    expect(finished).toBe(true);
  });
}
