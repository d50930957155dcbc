import { ChannelLimit, ChannelsExhausted } from './channel-limit.ts';

const never = new AbortController().signal;
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the channels of a trunk', () => {
  it('are never more than the limit, with 50 faxes at once', async () => {
    const channels = new ChannelLimit({ trunk: 't', limit: 3, maxWaiting: 100 });
    let live = 0;
    let most = 0;
    const call = async () => {
      const release = await channels.reserve(new AbortController().signal);
      most = Math.max(most, ++live);
      await turn();
      live -= 1;
      release();
    };
    await Promise.all(Array.from({ length: 50 }, call));
    expect(most).toBe(3);
    expect(channels.inUse).toBe(0);
    expect(channels.waiting).toBe(0);
  });

  it('are given in order of arrival, and a newcomer does not overtake', async () => {
    const channels = new ChannelLimit({ trunk: 't', limit: 1, maxWaiting: 10 });
    const order: number[] = [];
    const release = await channels.reserve(never);
    const waiting = [1, 2].map((n) => channels.reserve(never).then((free) => { order.push(n); free(); }));
    release();
    waiting.push(channels.reserve(never).then((free) => { order.push(3); free(); }));
    await Promise.all(waiting);
    expect(order).toEqual([1, 2, 3]);
  });

  it('are freed once, however often the caller says so', async () => {
    const channels = new ChannelLimit({ trunk: 't', limit: 2, maxWaiting: 10 });
    const first = await channels.reserve(never);
    await channels.reserve(never);
    first();
    first();
    expect(channels.inUse).toBe(1);
  });

  it('refuse a fax when too many wait', async () => {
    const channels = new ChannelLimit({ trunk: 't', limit: 1, maxWaiting: 1 });
    await channels.reserve(never);
    void channels.reserve(never);
    await expect(channels.reserve(never)).rejects.toBeInstanceOf(ChannelsExhausted);
  });

  it('are not kept for a fax that no longer wants one', async () => {
    const channels = new ChannelLimit({ trunk: 't', limit: 1, maxWaiting: 10 });
    const release = await channels.reserve(never);
    const gone = new AbortController();
    const waiting = channels.reserve(gone.signal);
    gone.abort(new Error('given to another worker'));
    await expect(waiting).rejects.toThrow('given to another worker');
    await expect(channels.reserve(gone.signal)).rejects.toThrow('given to another worker');
    release();
    expect(channels.inUse).toBe(0);
  });

  it('turn everybody away who waits when the worker leaves', async () => {
    const channels = new ChannelLimit({ trunk: 't', limit: 1, maxWaiting: 10 });
    await channels.reserve(never);
    const waiting = channels.reserve(never);
    channels.refuseWaiting(new Error('closing'));
    await expect(waiting).rejects.toThrow('closing');
    expect(channels.waiting).toBe(0);
  });
});
