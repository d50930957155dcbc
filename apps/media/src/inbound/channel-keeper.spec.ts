import type { ChannelBook, HeldChannel } from '@faxwire/contracts';
import { phoneNumber } from '@faxwire/fax';
import { ManualClock } from '@faxwire/sip';
import { ChannelKeeper } from './channel-keeper.ts';

const request = { faxId: 'fax', tenantId: 'ten', trunk: 'carrier', phoneNumber: phoneNumber('+12025550123'), channels: 1, callsPerNumber: 0 };
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A book with one channel, whose database comes and goes. */
class Book implements Pick<ChannelBook, 'claim' | 'hold' | 'withdraw'> {
  readonly told: string[] = [];
  isAway = false;
  isTaken = false;
  lapse: () => void = () => undefined;

  claim = async (): Promise<'granted' | 'waiting'> => {
    if (this.isAway) throw new Error('no database');
    return this.isTaken ? 'waiting' : 'granted';
  };
  hold = async (): Promise<HeldChannel> => {
    const lost = new AbortController();
    this.lapse = () => lost.abort();
    this.told.push('held');
    return { lost: lost.signal, release: async () => void this.told.push('released') };
  };
  withdraw = async (): Promise<void> => void this.told.push('withdrawn');
}

describe('the channel of a call that came in', () => {
  const clock = new ManualClock();
  const pass = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) {
      clock.advance(1_000);
      await settle();
    }
  };

  it('is not waited for, and its place is given up', async () => {
    const book = new Book();
    book.isTaken = true;
    expect(await new ChannelKeeper({ channels: book, clock, request }).take()).toBe(false);
    expect(book.told).toEqual(['withdrawn']);
  });

  it('is taken again once the database is back after its hold has lapsed, and released once', async () => {
    const book = new Book();
    const keeper = new ChannelKeeper({ channels: book, clock, request });
    expect(await keeper.take()).toBe(true);
    book.isAway = true;
    book.lapse();
    await pass(60);
    expect(book.told).toEqual(['held']);
    book.isAway = false;
    await pass(1);
    expect(book.told).toEqual(['held', 'held']);
    await keeper.release();
    expect([book.told.at(-1), clock.pending]).toEqual(['released', 0]);
  });

  it('is asked for no more once the call is over', async () => {
    const book = new Book();
    const keeper = new ChannelKeeper({ channels: book, clock, request });
    await keeper.take();
    book.isAway = true;
    book.lapse();
    await keeper.release();
    book.isAway = false;
    await pass(10);
    expect([book.told, clock.pending]).toEqual([['held', 'withdrawn'], 0]);
  });
});
