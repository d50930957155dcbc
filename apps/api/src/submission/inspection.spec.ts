import { Inspections } from './inspection.ts';

const never = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
const present = new AbortController().signal;

describe('inspections', () => {
  it('are a few of one tenant at a time, and leave room for others', async () => {
    const inspections = new Inspections();
    const leave = new AbortController();
    const waiting = Array.from({ length: 4 }, () => inspections.run('hostile', leave.signal, never).catch(() => 'given up'));
    await expect(inspections.run('hostile', present, async () => 'found')).rejects.toMatchObject({ code: 'service_unavailable' });
    expect(await inspections.run('honest', present, async () => 'found')).toBe('found');
    leave.abort();
    expect(await Promise.all(waiting)).toEqual(Array(4).fill('given up'));
    expect(await inspections.run('hostile', present, async () => 'found')).toBe('found');
  });

  it('are a bounded number over all tenants', async () => {
    const inspections = new Inspections();
    const leave = new AbortController();
    const waiting = Array.from({ length: 32 }, (_, tenant) => inspections.run(`tenant ${tenant}`, leave.signal, never).catch(() => undefined));
    await expect(inspections.run('one more', present, async () => 'found')).rejects.toMatchObject({ code: 'service_unavailable' });
    leave.abort();
    await Promise.all(waiting);
  });

  it('are given up on where they do not listen, and hold their place until they are over', async () => {
    const inspections = new Inspections();
    const leave = new AbortController();
    let finish: (() => void) | undefined;
    const deaf = (): Promise<void> => new Promise((resolve) => (finish = resolve));
    const waiting = [0, 1, 2, 3].map(() => inspections.run('tenant', leave.signal, deaf).catch(() => 'given up'));
    leave.abort();
    expect(await Promise.all(waiting)).toEqual(Array(4).fill('given up'));
    await expect(inspections.run('tenant', present, async () => 'found')).rejects.toMatchObject({ code: 'service_unavailable' });
    finish?.();
    await Promise.resolve();
    expect(await inspections.run('tenant', present, async () => 'found')).toBe('found');
  });

  it('end when the client has left', async () => {
    const leave = new AbortController();
    const running = new Inspections().run('tenant', leave.signal, never);
    leave.abort();
    await expect(running).rejects.toMatchObject({ code: 'service_unavailable' });
  });

  it('pass on what the document itself is at fault for', async () => {
    await expect(new Inspections().run('tenant', present, () => Promise.reject(new RangeError('a bug')))).rejects.toThrow('a bug');
  });

  it('say "come back" where no renderer can be had', async () => {
    const unavailable = Object.assign(new Error('closed'), { name: 'RendererUnavailable' });
    await expect(new Inspections().run('tenant', present, () => Promise.reject(unavailable))).rejects.toMatchObject({ code: 'service_unavailable' });
  });
});
