import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelRequest } from '@faxwire/contracts';
import { openChannelBench, request, withoutLocks } from '../testing/channel-bench.ts';

const BOOKS = 8;
const FAXES = 50;
const CALL_MS = 30;
const ROUNDS = 25;
const CONTROL_MS = 120_000;

/** Any tenant is the next: two who look at once must not exclude each other by chance, because both want the same fax. */
const scattered = (text: string) => text.replace('ORDER BY coalesce(taken', 'ORDER BY random(), coalesce(taken');

describe('many processes on the same channels', () => {
  let bench: Awaited<ReturnType<typeof openChannelBench>>;
  beforeAll(async () => {
    bench = await openChannelBench();
    // Holds the door open between the look at the channels and what is done about it.
    await bench.pool.query('CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.003); RETURN NEW; END $$');
    await bench.pool.query('CREATE TRIGGER dawdle BEFORE INSERT ON channel FOR EACH ROW EXECUTE FUNCTION dawdle()');
  });
  afterAll(() => bench.close());
  beforeEach(() => bench.empty());

  /** Faxes that do nothing unless they are woken: one wake that is lost, and this never ends. */
  async function race(faxes: readonly ChannelRequest[], rewrite: (text: string) => string = scattered) {
    const wakes = new Map(faxes.map(({ faxId }) => [faxId, new Wake()]));
    const wake = (faxId: string) => wakes.get(faxId)?.call();
    const books = Array.from({ length: BOOKS }, () => bench.open({ wake, rewrite }));
    const calls = { live: 0, most: 0, done: 0 };
    await Promise.all(faxes.map(async (fax, n) => {
      const [claiming, calling] = [books[n % BOOKS]?.book, books[(n * 3 + 1) % BOOKS]?.book];
      while ((await claiming?.claim(fax)) === 'waiting') await wakes.get(fax.faxId)?.wait();
      const channel = await calling?.hold(fax.faxId);
      if (!channel) throw new Error('a grant that cannot be held');
      calls.most = Math.max(calls.most, (calls.live += 1));
      await sleep(CALL_MS * (0.5 + Math.random()));
      calls.live -= 1;
      calls.done += 1;
      await channel.release();
    }));
    return { ...calls, errors: books.flatMap((book) => book.errors), use: await books[0]?.book.use() };
  }

  /** Most calls at once in any of some races: without its lock one race alone may go well by chance. */
  async function mostCallsOver(limit: number, faxes: () => readonly ChannelRequest[], rewrite: (text: string) => string): Promise<number> {
    for (let round = 1, most = 0; ; round += 1) {
      most = Math.max(most, (await race(faxes(), rewrite)).most);
      if (most > limit || round === ROUNDS) return most;
      await bench.empty();
    }
  }

  const onThreeChannels = () => Array.from({ length: FAXES }, (_, n) => request({ channels: 3, tenantId: `ten_${n}` }));
  const toOneNumber = () => Array.from({ length: 24 }, (_, n) => request({ channels: 5, trunk: `trunk_${n % 4}`, phoneNumber: '+12125550003' }));

  it('never use more than the trunk has, and serve everybody', async () => {
    expect(await race(onThreeChannels())).toEqual({ live: 0, most: 3, done: FAXES, errors: [], use: [] });
  });

  it('would use more without the lock on the trunk', async () => {
    expect(await mostCallsOver(3, onThreeChannels, (text) => withoutLocks(scattered(text)))).toBeGreaterThan(3);
  }, CONTROL_MS);

  it('never call a number twice at once over several trunks, and serve everybody', async () => {
    expect(await race(toOneNumber())).toEqual({ live: 0, most: 1, done: 24, errors: [], use: [] });
  });

  it('would call it twice without the lock on the number', async () => {
    const withoutNumberLock = (text: string) => (text.includes('phone_number') ? withoutLocks(scattered(text)) : text);
    expect(await mostCallsOver(1, toOneNumber, withoutNumberLock)).toBeGreaterThan(1);
  }, CONTROL_MS);
});

/** A call while nobody waits is not lost. */
class Wake {
  #called = false;
  #resolve: (() => void) | undefined;

  call(): void {
    this.#called = true;
    this.#resolve?.();
  }

  async wait(): Promise<void> {
    if (!this.#called) await new Promise<void>((resolve) => (this.#resolve = resolve));
    this.#called = false;
  }
}
