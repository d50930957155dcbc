import type { HeldChannel } from '@faxwire/contracts';
import { openChannelBench, request, until } from '../testing/channel-bench.ts';
import { MovedClock } from '../testing/moved-clock.ts';

describe('the channel book', () => {
  let bench: Awaited<ReturnType<typeof openChannelBench>>;
  beforeAll(async () => void (bench = await openChannelBench()));
  afterAll(() => bench.close());
  beforeEach(() => bench.empty());

  const held = async (channel: Promise<HeldChannel | undefined>) => {
    const result = await channel;
    if (!result) throw new Error('not granted');
    return result;
  };

  it('grants the channels of a trunk and has the others wait, also in another process', async () => {
    const [a, b] = [bench.open(), bench.open()];
    expect(await a.book.claim(request({ channels: 2 }))).toBe('granted');
    expect(await b.book.claim(request({ channels: 2 }))).toBe('granted');
    expect(await a.book.claim(request({ channels: 2 }))).toBe('waiting');
    expect(await b.book.claim(request({ trunk: 'other' }))).toBe('granted');
    expect(await a.book.use()).toEqual([{ trunk: 'carrier', inUse: 2, waiting: 1 }, { trunk: 'other', inUse: 1, waiting: 0 }]);
    expect([...a.woken, ...b.woken, ...a.errors, ...b.errors]).toEqual([]);
  });

  it('lets a fax keep its channel or its place, however often it asks', async () => {
    const { book } = bench.open();
    const [first, second, third] = [request(), request(), request()];
    for (let times = 0; times < 3; times += 1) {
      expect(await book.claim(first)).toBe('granted');
      expect(await book.claim(second)).toBe('waiting');
      expect(await book.claim(third)).toBe('waiting');
    }
    const before = await bench.pool.query('SELECT fax_id, waiting_since FROM channel_wait ORDER BY waiting_since');
    await book.claim(second);
    expect((await bench.pool.query('SELECT fax_id, waiting_since FROM channel_wait ORDER BY waiting_since')).rows).toEqual(before.rows);
    expect(before.rows.map(({ fax_id }) => fax_id)).toEqual([second.faxId, third.faxId]);
    const channel = await held(book.hold(first.faxId));
    expect(await book.claim(first)).toBe('granted');
    await channel.release();
  });

  it('answers one fax that asks twice at once in the same way', async () => {
    const { book } = bench.open();
    const fax = request();
    expect(await Promise.all([book.claim(fax), book.claim(fax)])).toEqual(['granted', 'granted']);
    expect(await book.use()).toEqual([{ trunk: 'carrier', inUse: 1, waiting: 0 }]);
  });

  it('gives a released channel to the fax that has waited longest, and wakes that one', async () => {
    const [a, b] = [bench.open(), bench.open()];
    const [first, second, third] = [request(), request(), request()];
    for (const fax of [first, second, third]) await b.book.claim(fax);
    const channel = await held(a.book.hold(first.faxId));
    await channel.release();
    expect(a.woken).toEqual([second.faxId]);
    expect(b.woken).toEqual([]);
    expect(await b.book.claim(second)).toBe('granted');
    expect(await b.book.claim(third)).toBe('waiting');
    await channel.release();
    expect(a.woken).toEqual([second.faxId]);
  });

  it('holds a granted channel once, and says so while it is held', async () => {
    const [a, b] = [bench.open(), bench.open()];
    const fax = request();
    expect(await a.book.hold(fax.faxId)).toBeUndefined();
    await a.book.claim(fax);
    expect(await b.book.isHeld(fax.faxId)).toBe(false);
    const [one, two] = await Promise.all([a.book.hold(fax.faxId), a.book.hold(fax.faxId)]);
    expect([one, two].filter(Boolean)).toHaveLength(1);
    expect(await b.book.hold(fax.faxId)).toBeUndefined();
    expect(await b.book.isHeld(fax.faxId)).toBe(true);
    await one?.release();
    expect(await b.book.isHeld(fax.faxId)).toBe(false);
    expect(await a.book.hold(fax.faxId)).toBeUndefined();
    expect(await a.book.use()).toEqual([]);
  });

  it('gives a withdrawn grant to the next, forgets a withdrawn place, and leaves a call alone', async () => {
    const { book, woken } = bench.open();
    const [granted, gone, next] = [request(), request(), request()];
    for (const fax of [granted, gone, next]) await book.claim(fax);
    await book.withdraw(gone.faxId);
    await book.withdraw(granted.faxId);
    expect(woken).toEqual([next.faxId]);
    const channel = await held(book.hold(next.faxId));
    await book.withdraw(next.faxId);
    expect(await book.isHeld(next.faxId)).toBe(true);
    await channel.release();
    expect(await book.use()).toEqual([]);
  });

  it('calls a number so often at a time as is allowed, over all trunks, and lets other numbers pass by', async () => {
    const { book, woken } = bench.open();
    const phoneNumber = '+12125550001';
    const [first, second] = [request({ channels: 5, phoneNumber }), request({ channels: 5, phoneNumber })];
    const elsewhere = request({ trunk: 'other', channels: 5, phoneNumber });
    expect(await book.claim(first)).toBe('granted');
    expect(await book.claim(second)).toBe('waiting');
    expect(await book.claim(elsewhere)).toBe('waiting');
    expect(await book.claim(request({ channels: 5 }))).toBe('granted');
    await (await held(book.hold(first.faxId))).release();
    expect(woken).toHaveLength(1);
    const [next] = woken;
    await (await held(book.hold(next ?? ''))).release();
    expect(woken.toSorted()).toEqual([second.faxId, elsewhere.faxId].toSorted());
  });

  it('calls a number that may be called any number of times', async () => {
    const { book } = bench.open();
    const faxes = Array.from({ length: 3 }, () => request({ channels: 5, callsPerNumber: 0, phoneNumber: '+12125550002' }));
    expect(await Promise.all(faxes.map((fax) => book.claim(fax)))).toEqual(['granted', 'granted', 'granted']);
  });

  it('moves a fax that is routed to another trunk, with its place', async () => {
    const { book, woken } = bench.open();
    const [fax, waiting] = [request(), request()];
    await book.claim(fax);
    await book.claim(waiting);
    expect(await book.claim({ ...fax, trunk: 'other' })).toBe('granted');
    expect(woken).toEqual([waiting.faxId]);
    expect(await book.use()).toEqual([{ trunk: 'carrier', inUse: 1, waiting: 0 }, { trunk: 'other', inUse: 1, waiting: 0 }]);
  });

  it('takes back a grant that nobody took up', async () => {
    const [a, b] = [bench.open(), bench.open()];
    const [idle, next] = [request(), request()];
    await a.book.claim(idle);
    expect(await a.book.claim(next)).toBe('waiting');
    await bench.lapse(idle.faxId);
    expect(await a.book.hold(idle.faxId)).toBeUndefined();
    await b.book.sweep();
    expect(b.woken).toEqual([next.faxId]);
    await bench.lapse(next.faxId);
    // Without a sweep.
    expect(await a.book.claim(idle)).toBe('granted');
  });

  it('grants for as long as it was told', async () => {
    const { book } = bench.open({ times: { grantLapseMs: 100 } });
    await book.claim(request());
    const next = request();
    await until(async () => (await book.claim(next)) === 'granted');
  });

  it('renews a channel that is held', async () => {
    const { book, errors } = bench.open({ times: { renewEveryMs: 50 } });
    const fax = request();
    await book.claim(fax);
    const channel = await held(book.hold(fax.faxId));
    const lapsesAt = async () => Number((await bench.pool.query('SELECT extract(epoch FROM lapses_at) AS at FROM channel')).rows[0]?.at);
    const first = await lapsesAt();
    await until(async () => (await lapsesAt()) > first + 0.2);
    expect(channel.lost.aborted).toBe(false);
    await channel.release();
    expect(errors).toEqual([]);
  });

  it('takes a channel from a worker that is gone, and from no other', async () => {
    const [alive, dead, watching] = [bench.open(), bench.open({ times: { holdLapseMs: 100 }, clock: new MovedClock() }), bench.open()];
    const [living, lost, next] = [request({ channels: 2 }), request({ channels: 2 }), request({ channels: 2 })];
    for (const fax of [living, lost, next]) await watching.book.claim(fax);
    const channel = await held(alive.book.hold(living.faxId));
    await held(dead.book.hold(lost.faxId));
    await until(async () => (await watching.book.sweep(), watching.woken.length > 0));
    expect(watching.woken).toEqual([next.faxId]);
    expect(await watching.book.isHeld(lost.faxId)).toBe(false);
    expect(await watching.book.isHeld(living.faxId)).toBe(true);
    expect(channel.lost.aborted).toBe(false);
    await channel.release();
  });

  it('tells a frozen worker that wakes up that its call is over, before any alarm rings', async () => {
    const clock = new MovedClock();
    const [frozen, other] = [bench.open({ clock }), bench.open()];
    const [fax, next] = [request(), request()];
    await other.book.claim(fax);
    const channel = await held(frozen.book.hold(fax.faxId));
    await bench.lapse(fax.faxId);
    expect(await other.book.claim(next)).toBe('granted');
    const successor = await held(other.book.hold(next.faxId));
    clock.freeze(14_999);
    expect(channel.lost.aborted).toBe(false);
    clock.freeze(1);
    expect(channel.lost.aborted).toBe(true);
    await channel.release();
    expect(await other.book.isHeld(next.faxId)).toBe(true);
    await successor.release();
  });

  it('does not renew what lapsed, or what somebody else took over, for a worker that does not know the time', async () => {
    const clock = new MovedClock();
    const [slow, other] = [bench.open({ clock }), bench.open()];
    const [taken, lapsed] = [request({ channels: 2 }), request({ channels: 2 })];
    for (const fax of [taken, lapsed]) await other.book.claim(fax);
    const channels = [await held(slow.book.hold(taken.faxId)), await held(slow.book.hold(lapsed.faxId))];
    await bench.lapse(taken.faxId);
    expect(await other.book.claim(taken)).toBe('granted');
    const successor = await held(other.book.hold(taken.faxId));
    await bench.lapse(lapsed.faxId);
    await clock.advance(5_000);
    await until(() => channels.every(({ lost }) => lost.aborted));
    expect(clock.now()).toBe(5_000);
    expect(await other.book.isHeld(taken.faxId)).toBe(true);
    expect(await other.book.isHeld(lapsed.faxId)).toBe(false);
    expect(successor.lost.aborted).toBe(false);
    await successor.release();
  });

  it('goes on with its calls after every connection was cut', async () => {
    const { book, errors } = bench.open({ times: { renewEveryMs: 50, renewAgainMs: 20 } });
    const fax = request();
    await book.claim(fax);
    const channel = await held(book.hold(fax.faxId));
    await bench.pool.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()');
    const { rows: [cut] } = await bench.pool.query('SELECT now() AS at');
    const renewed = `SELECT FROM channel WHERE fax_id = $1 AND lapses_at > $2::timestamptz + interval '15 s'`;
    await until(async () => (await bench.pool.query(renewed, [fax.faxId, cut.at])).rowCount === 1);
    expect(channel.lost.aborted).toBe(false);
    await channel.release();
    expect(await book.use()).toEqual([]);
    expect(errors.every((error) => error instanceof Error)).toBe(true);
  });

  it('forgets every grant and hold at the start of the house, and the places are served by the next sweep', async () => {
    const [before, after] = [bench.open(), bench.open()];
    const [first, second] = [request(), request()];
    await before.book.claim(first);
    await before.book.hold(first.faxId);
    await before.book.claim(second);
    await after.book.reset();
    expect(await after.book.use()).toEqual([{ trunk: 'carrier', inUse: 0, waiting: 1 }]);
    await after.book.sweep();
    expect(after.woken).toEqual([second.faxId]);
  });

  it('forgets a place that nobody can want any more', async () => {
    const { book } = bench.open();
    const [first, second] = [request(), request()];
    await book.claim(first);
    await book.claim(second);
    await book.sweep();
    expect(await book.use()).toMatchObject([{ waiting: 1 }]);
    await bench.pool.query(`UPDATE channel_wait SET waiting_since = now() - interval '26 h'`);
    await book.sweep();
    expect(await book.use()).toMatchObject([{ inUse: 1, waiting: 0 }]);
  });
});
