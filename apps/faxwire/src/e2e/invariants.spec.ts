import type { FaxEventType } from '@faxwire/fax';
import type { RecordedEvent } from './fax-records.ts';
import { violationsOf, type FaxStory } from './invariants.ts';

const FAX_ID = '6f7c2c9e-4a44-4a4b-9a8e-2d0a1f5d7c11';

type Told = readonly [type: FaxEventType, data?: RecordedEvent['data']];

const told = (...events: readonly Told[]): RecordedEvent[] =>
  events.map(([type, data = {}], index) => ({ version: index + 1, type, at: (index + 1) * 1_000, data, meta: {} }));
const attempt = (number: number, fromPage: number): Told => ['FaxAttemptInitiated', { attemptId: `a${number}`, number, fromPage }];
const failed = (number: number, cause: string): Told => ['AttemptFailed', { attemptId: `a${number}`, cause }];
const page = (index: number): Told => ['PageSent', { page: index }];
const BEGIN: readonly Told[] = [['FaxReceived'], ['DocumentRendered', { pageSha256: ['one', 'two'] }]];
const SENT = told(...BEGIN, attempt(1, 0), page(0), page(1), ['FaxSent']);
const idsOf = (events: readonly RecordedEvent[]): Map<string, number> => new Map(events.map(({ version }) => [`evt_${FAX_ID}_${version}`, 1]));

function story(events: readonly RecordedEvent[], more: Partial<FaxStory> = {}): FaxStory {
  const status = events.findLast(({ type }) => type === 'FaxSent' || type === 'FaxFailed' || type === 'FaxCancelled')?.type ?? 'FaxReceived';
  return { faxId: FAX_ID, events, summary: { status, open: false }, calls: [{ startedAt: 3_100, pages: ['one', 'two'] }], webhooks: idsOf(events), ...more };
}

describe('the invariants of a fax', () => {
  it('hold for one that was sent at once', () => {
    expect(violationsOf(story(SENT))).toEqual([]);
  });

  it('hold for one that was interrupted in page 2 and resumed there', () => {
    const events = told(...BEGIN, attempt(1, 0), page(0), failed(1, 'interrupted'), attempt(2, 1), page(1), ['FaxSent']);
    const calls = [{ startedAt: 3_100, pages: ['one'] }, { startedAt: 6_100, pages: ['two'] }];
    expect(violationsOf(story(events, { calls }))).toEqual([]);
  });

  it('hold where the last page may have arrived and nobody dials again', () => {
    const events = told(...BEGIN, attempt(1, 0), page(0), failed(1, 'interrupted'), ['FaxFailed', { cause: 'interrupted' }]);
    expect(violationsOf(story(events))).toEqual([]);
  });

  it('hold for a manual retry, and for webhooks that came twice', () => {
    const retried = told(...BEGIN, attempt(1, 0), failed(1, 'busy'), ['FaxFailed'], ['FaxRetry'], ['FaxRetryAttempted', { attemptId: 'a2', number: 2, fromPage: 0 }], page(0), page(1), ['FaxSent']);
    const twice = new Map([...idsOf(retried)].map(([id]) => [id, 2]));
    expect(violationsOf(story(retried, { calls: [{ startedAt: 7_100, pages: ['one', 'two'] }], webhooks: twice }))).toEqual([]);
  });

  const again = told(...BEGIN, attempt(1, 0), page(0), failed(1, 'interrupted'), attempt(2, 1), page(1), ['FaxSent']);

  it.each<[string, FaxStory]>([
    ['there is no such fax', story([], { calls: [] })],
    ['its events have a gap', story(SENT.filter(({ version }) => version !== 4))],
    ['it came to 2 ends instead of 1', story(told(...BEGIN, attempt(1, 0), page(0), page(1), ['FaxSent'], ['FaxFailed']))],
    ['it came to 0 ends instead of 1', story(told(...BEGIN), { calls: [] })],
    ['AttemptFailed after its end', story(told(...BEGIN, attempt(1, 0), page(0), page(1), ['FaxSent'], failed(1, 'interrupted')))],
    ['it is open', story(SENT, { summary: { status: 'FaxSent', open: true } })],
    ['its status is FaxFailed and its end FaxSent', story(SENT, { summary: { status: 'FaxFailed', open: false } })],
    ['its attempts are numbered 1, 1', story(told(...BEGIN, attempt(1, 0), failed(1, 'busy'), attempt(1, 0), page(0), page(1), ['FaxSent']))],
    ['1 attempts have no end', story(told(...BEGIN, attempt(1, 0), ['FaxFailed']), { calls: [] })],
    ['pages were confirmed as 0, 0, 1', story(told(...BEGIN, attempt(1, 0), page(0), page(0), page(1), ['FaxSent']))],
    ['it is sent with 1 of 2 pages confirmed', story(told(...BEGIN, attempt(1, 0), page(0), ['FaxSent']))],
    ['1 attempts and 2 calls', story(SENT, { calls: [{ startedAt: 3_100, pages: ['one', 'two'] }, { startedAt: 3_200, pages: [] }] })],
    ['1 calls received other pages than were sent', story(SENT, { calls: [{ startedAt: 3_100, pages: ['two', 'one'] }] })],
    ['it is sent and 1 of 2 pages arrived', story(SENT, { calls: [{ startedAt: 3_100, pages: ['one'] }] })],
    ['it was dialled again after its last page had been confirmed', story(again)],
    ['1 webhooks did not come', story(SENT, { webhooks: new Map([...idsOf(SENT)].slice(1)) })],
    ['1 webhooks tell of events that are not there', story(SENT, { webhooks: new Map([...idsOf(SENT), ['evt_x', 1]]) })],
  ])('notice that %s', (sentence, broken) => {
    expect(violationsOf(broken)).toContain(sentence);
  });

  it('do not count a confirmation that the line lost', () => {
    const events = told(...BEGIN, attempt(1, 0), page(0), failed(1, 'dropped_mid_page'), attempt(2, 1), page(1), ['FaxSent']);
    const calls = [{ startedAt: 3_100, pages: ['one', 'two'] }, { startedAt: 6_100, pages: ['two'] }];
    expect(violationsOf(story(events, { calls }))).toEqual([]);
  });
});
