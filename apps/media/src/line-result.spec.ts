import { failure } from './call-failure.ts';
import { ConfirmedPages } from './confirmed-pages.ts';
import { lineResultOf } from './line-result.ts';

const dropped = failure('dropped_mid_page', 'the far end hung up');
const hung = failure('media_hung', 'it did not end');
const pagesOf = ({ confirmed, recorded }: { confirmed: number[]; recorded: number[] }): ConfirmedPages => {
  const pages = new ConfirmedPages({ fromPage: 1, pageCount: 3 });
  for (const page of confirmed) pages.confirm(page);
  for (const page of recorded) pages.record(page);
  return pages;
};

describe('the result of an attempt', () => {
  it('is good with every page on record, however the call ended', () => {
    expect(lineResultOf(pagesOf({ confirmed: [1, 2], recorded: [1, 2] }), [dropped, hung])).toEqual({ ok: true });
  });

  it.each([['dropped', dropped], ['lost its terminal', hung], ['ended well', undefined]])(
    'is uncertain with a page confirmed and not on record, when the call %s',
    (_, ending) => {
      const result = lineResultOf(pagesOf({ confirmed: [1, 2], recorded: [1] }), [ending]);
      expect(result).toMatchObject({ ok: false, failure: { cause: 'interrupted' } });
      expect(!result.ok && result.failure.detail).toContain('page 3 was confirmed but is not known to be on record');
    },
  );

  it('is why it ended, where the record has all that was confirmed', () => {
    expect(lineResultOf(pagesOf({ confirmed: [1], recorded: [1] }), [dropped, undefined])).toEqual({ ok: false, failure: dropped });
    expect(lineResultOf(pagesOf({ confirmed: [], recorded: [] }), [undefined])).toMatchObject({ failure: { cause: 'page_not_confirmed' } });
  });

  it('is uncertain when the terminal was lost after the call was cut off', () => {
    const cut = failure('call_too_long', 'cut off at its limit');
    expect(lineResultOf(pagesOf({ confirmed: [1], recorded: [1] }), [cut, hung])).toEqual({ ok: false, failure: hung });
    expect(lineResultOf(pagesOf({ confirmed: [1], recorded: [1] }), [cut, dropped])).toEqual({ ok: false, failure: cut });
  });
});
