import { KafkaDeadlineExceeded, within } from './deadline.ts';

describe('a deadline', () => {
  it('hands on what comes in time, good or bad', async () => {
    expect(await within(1_000, Promise.resolve(7))).toBe(7);
    await expect(within(1_000, Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('gives up on what never comes', async () => {
    await expect(within(1, new Promise(() => {}))).rejects.toBeInstanceOf(KafkaDeadlineExceeded);
  });
});
