import { RenderQueue } from './render-queue.ts';

function queueOf(limit: number) {
  const woken: string[] = [];
  let now = 0;
  const queue = new RenderQueue({ limit, wake: (faxId) => woken.push(faxId), now: () => now });
  return { queue, woken, pass: (ms: number) => void (now += ms) };
}

describe('faxes that wait to be rendered', () => {
  it('come in as far as there is room, and the next is called when one is done', async () => {
    const { queue, woken } = queueOf(2);
    expect(['a', 'b', 'c', 'd'].map((faxId) => queue.enter(faxId))).toEqual([true, true, false, false]);
    await queue.render('a', async () => {});
    expect(woken).toEqual(['c']);
    expect(queue.enter('c')).toBe(true);
    expect(queue.enter('d')).toBe(false);
  });

  it('keep their place when they ask again', async () => {
    const { queue, woken } = queueOf(1);
    queue.enter('a');
    for (const faxId of ['b', 'c', 'b']) expect(queue.enter(faxId)).toBe(false);
    expect(queue.enter('a')).toBe(true);
    await queue.render('a', async () => {});
    expect(woken).toEqual(['b']);
  });

  it('make room when a rendering fails, or when one that was let in never comes', async () => {
    const { queue, woken, pass } = queueOf(1);
    queue.enter('a');
    queue.enter('b');
    await expect(queue.render('a', () => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full');
    expect(woken).toEqual(['b']);
    expect(queue.enter('b')).toBe(true);
    expect(queue.enter('c')).toBe(false);
    pass(10_001);
    expect(queue.enter('c')).toBe(true);
  });
});
