import { ManualClock } from '@faxwire/sip';
import { pageSeconds } from './page-limit.ts';
import { PageTimer } from './page-timer.ts';

const SIZES = [30_000, 0];
const SECOND = 1_000;

function timer(timeFactor = 1): { clock: ManualClock; late: string[]; pages: PageTimer } {
  const clock = new ManualClock();
  const late: string[] = [];
  return { clock, late, pages: new PageTimer({ sizes: SIZES, clock, timeFactor, onLate: (detail) => late.push(detail) }) };
}

describe('the timer of pages', () => {
  it('gives each page the time that its size needs, from the confirmation of the one before', () => {
    const { clock, late, pages } = timer();
    pages.begin();
    clock.advance(pageSeconds(30_000) * SECOND - 1);
    pages.begin();
    expect(late).toEqual([]);
    pages.confirmed();
    clock.advance(pageSeconds(0) * SECOND - 1);
    expect(late).toEqual([]);
    clock.advance(1);
    expect(late).toEqual(['a page of 0 octets was not confirmed within 120 s']);
  });
  it('is silent before the first page, after the last, and once it is stopped', () => {
    const { clock, late, pages } = timer();
    clock.advance(1e7);
    pages.begin();
    pages.confirmed();
    pages.confirmed();
    clock.advance(1e7);
    const stopped = timer();
    stopped.pages.begin();
    stopped.pages.stop();
    stopped.clock.advance(1e7);
    expect([late, stopped.late]).toEqual([[], []]);
  });
  it('runs on the far end\'s clock, but never faster than a processor can follow', () => {
    const { clock, late, pages } = timer(20);
    pages.begin();
    clock.advance(29_999);
    expect(late).toEqual([]);
    clock.advance(1);
    expect(late).toHaveLength(1);
  });
});
