import type { Priority } from '@faxwire/fax';
import { RenderQueue } from './render-queue.ts';

function queueOf(limit: number, maxQueued?: number) {
  const woken: string[] = [];
  let now = 0;
  const queue = new RenderQueue({ limit, wake: (faxId) => woken.push(faxId), now: () => now, ...(maxQueued !== undefined && { maxQueued }) });
  const enter = (faxId: string, tenantId = 'acme', priority?: Priority) => queue.enter({ faxId, tenantId, priority });
  /** Renders one, and then each that is called, until nobody is. */
  const renderAll = async (first: string) => {
    for (let faxId: string | undefined = first, done = 0; faxId !== undefined; faxId = woken[done++]) await queue.render(faxId, async () => {});
    return woken;
  };
  return { queue, woken, enter, renderAll, pass: (ms: number) => void (now += ms) };
}

describe('faxes that wait to be rendered', () => {
  it('come in as far as there is room, and the next is called when one is done', async () => {
    const { queue, woken, enter } = queueOf(2);
    expect(['a', 'b', 'c', 'd'].map((faxId) => enter(faxId))).toEqual([true, true, false, false]);
    await queue.render('a', async () => {});
    expect(woken).toEqual(['c']);
    expect(enter('c')).toBe(true);
    expect(enter('d')).toBe(false);
  });

  it('keep their place when they ask again, and the one that was called keeps it from who comes by chance', async () => {
    const { queue, woken, enter } = queueOf(1);
    enter('a');
    for (const faxId of ['b', 'c', 'b']) expect(enter(faxId)).toBe(false);
    expect(enter('a')).toBe(true);
    await queue.render('a', async () => {});
    expect(woken).toEqual(['b']);
    expect([enter('by chance'), enter('b')]).toEqual([false, true]);
  });

  it('go by urgency within a tenant, and by turns between tenants', async () => {
    const { enter, renderAll } = queueOf(1);
    enter('a');
    enter('low', 'acme', 'low');
    for (const faxId of ['b', 'c']) enter(faxId);
    enter('urgent', 'acme', 'high');
    enter('other', 'zeta');
    expect(await renderAll('a')).toEqual(['urgent', 'other', 'b', 'c', 'low']);
  });

  it('make room when a rendering fails, or when one that was let in never comes', async () => {
    const { queue, woken, enter, pass } = queueOf(1);
    enter('a');
    enter('b');
    await expect(queue.render('a', () => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full');
    expect(woken).toEqual(['b']);
    expect(enter('b')).toBe(true);
    expect(enter('c')).toBe(false);
    pass(10_001);
    expect(enter('c')).toBe(true);
  });

  it('go by those that were stopped meanwhile', async () => {
    const { queue, woken, enter } = queueOf(1);
    for (const faxId of ['a', 'b', 'c', 'd']) enter(faxId);
    queue.leave({ faxId: 'b', tenantId: 'acme' });
    await queue.render('a', async () => {});
    expect(woken).toEqual(['c']);
    queue.leave({ faxId: 'c', tenantId: 'acme' });
    expect(woken).toEqual(['c', 'd']);
  });

  it('take turns by tenant: the first of one goes by thousands of another', async () => {
    const { enter, renderAll } = queueOf(1);
    for (let n = 0; n < 9_000; n += 1) enter(`many ${n}`);
    enter('first', 'globex');
    enter('second', 'globex');
    const order = await renderAll('many 0');
    expect(order.indexOf('first')).toBeLessThanOrEqual(1);
    expect(order.indexOf('second')).toBeLessThanOrEqual(3);
    expect(order).toHaveLength(9_001);
  });

  it('find room in a full queue where another tenant has more', async () => {
    const { enter, renderAll } = queueOf(1, 3);
    for (const faxId of ['a', 'b', 'c', 'd', 'e']) enter(faxId);
    enter('first', 'globex');
    expect(await renderAll('a')).toEqual(['b', 'first', 'c']);
  });
});
