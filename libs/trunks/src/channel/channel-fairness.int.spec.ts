import { openChannelBench, request } from '../testing/channel-bench.ts';

const CROWD = 10_000;

describe('the turns of tenants', () => {
  let bench: Awaited<ReturnType<typeof openChannelBench>>;
  beforeAll(async () => void (bench = await openChannelBench()));
  afterAll(() => bench.close());
  beforeEach(() => bench.empty());

  /** Faxes of one tenant that have waited for an hour. */
  const crowd = (tenantId: string, channels: number, number = `'+1313' || $1 || n`) => bench.pool.query(
    `INSERT INTO channel_wait (fax_id, tenant_id, trunk, phone_number, channels, calls_per_number, waiting_since)
     SELECT $1 || n, $1, 'carrier', ${number}, $2::integer, 1, now() - interval '1 h' + n * interval '1 ms' FROM generate_series(1, ${CROWD}) AS n`,
    [tenantId, channels],
  );

  it.each([1, 3])('let the first fax of one pass by the ten thousand of another, on a trunk of %d', async (channels) => {
    const { book, woken } = bench.open();
    const busy = Array.from({ length: channels }, () => request({ tenantId: 'crowd', channels }));
    for (const fax of busy) await book.claim(fax);
    await crowd('crowd', channels);
    const first = request({ tenantId: 'ten_b', channels });
    expect(await book.claim(first)).toBe('waiting');
    await (await book.hold(busy[0]?.faxId ?? ''))?.release();
    expect(woken).toEqual([first.faxId]);
    await (await book.hold(first.faxId))?.release();
    expect(woken).toEqual([first.faxId, 'crowd1']);
  });

  it('share the channels evenly, and within a tenant by the time of waiting', async () => {
    const { book, woken } = bench.open();
    await crowd('crowd', 4);
    await crowd('mob', 4);
    await book.sweep();
    expect(woken.toSorted()).toEqual(['crowd1', 'crowd2', 'mob1', 'mob2']);
    await (await book.hold('crowd1'))?.release();
    expect(woken.at(-1)).toBe('crowd3');
    await (await book.hold('mob2'))?.release();
    expect(woken.at(-1)).toBe('mob3');
    const late = request({ tenantId: 'ten_c', channels: 4 });
    expect(await book.claim(late)).toBe('waiting');
    await (await book.hold('crowd2'))?.release();
    expect(woken.at(-1)).toBe(late.faxId);
  });

  it('go to the urgent faxes of a tenant first, and to nobody of another because of that', async () => {
    const { book, woken } = bench.open();
    const busy = request({ tenantId: 'crowd', channels: 1 });
    await book.claim(busy);
    await crowd('crowd', 1);
    const [low, high] = [request({ tenantId: 'crowd', channels: 1, priority: 'low' }), request({ tenantId: 'crowd', channels: 1, priority: 'high' })];
    const [other, urgent] = [request({ tenantId: 'ten_b', channels: 1 }), request({ tenantId: 'ten_b', channels: 1, priority: 'high' })];
    for (const fax of [low, high, other, urgent]) expect(await book.claim(fax)).toBe('waiting');
    await (await book.hold(busy.faxId))?.release();
    for (let turn = 0; turn < 3; turn += 1) await (await book.hold(woken.at(-1) ?? ''))?.release();
    expect(woken).toEqual([urgent.faxId, high.faxId, other.faxId, 'crowd1']);
  });

  it('are not held up by ten thousand faxes to a number that is busy', async () => {
    const { book, woken } = bench.open();
    const phoneNumber = '+12125550004';
    const busy = request({ tenantId: 'crowd', channels: 2, phoneNumber });
    await book.claim(busy);
    await crowd('crowd', 2, `'${phoneNumber}'`);
    expect(await book.claim(request({ tenantId: 'crowd', channels: 2 }))).toBe('granted');
    await (await book.hold(busy.faxId))?.release();
    expect(woken).toEqual(['crowd1']);
  });
});
