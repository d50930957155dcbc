import type { AttemptBody, FaxBody, FaxEventBody } from '@faxwire/contracts';
import type { ReceivedFax } from '@faxwire/sandbox-app';
import { dialledAgain, violationsOf, wasDisturbed, type FaxEvidence } from './fax-evidence.ts';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const eventsOf = (...types: readonly [FaxEventBody['type'], object?][]) =>
  types.map(([type, data = {}], index) => ({ type, sequence: index + 1, data }) as unknown as FaxEventBody);
const attempt = (second: number, fromPage: number) => ({ startedOn: at(second), fromPage, status: 'sent' }) as AttemptBody;
const call = (second: number, pages: number) => ({ startedOn: at(second), pages }) as ReceivedFax;

const SENT: FaxEvidence = {
  fax: { faxStatus: 'FaxSent', pageCount: 2, attemptCount: 2 } as FaxBody,
  events: eventsOf(['FaxReceived'], ['PageSent', { page: 0 }], ['PageSent', { page: 1 }], ['FaxSent']),
  attempts: [attempt(1, 0), attempt(11, 1)],
  calls: [call(2, 1), call(12, 1)],
};
const interrupted = (pageCount: number, attemptCount = 1) => ({ faxStatus: 'FaxFailed', failedCause: 'interrupted', pageCount, attemptCount }) as FaxBody;

describe('the judge of crash tests', () => {
  it('has nothing against a fax that was resumed and sent', () => {
    expect(violationsOf(SENT)).toEqual([]);
    expect(dialledAgain(SENT)).toBe(0);
  });

  it('sees a fax that was dialled again though everything had arrived, recorded or not', () => {
    const evidence = { ...SENT, attempts: [{ ...attempt(1, 0), cause: 'interrupted' as const }, attempt(11, 1)], calls: [call(2, 2), call(12, 1)] };
    expect(dialledAgain(evidence)).toBe(1);
    expect(violationsOf(evidence)).toEqual(['it was dialled again after its last page had been confirmed: interrupted, sent']);
  });

  it('knows that a confirmation can be lost on the line, with no crash to blame', () => {
    const evidence = { ...SENT, attempts: [{ ...attempt(1, 0), cause: 'far_end_silent' as const }, attempt(11, 1)], calls: [call(2, 2), call(12, 1)] };
    expect(dialledAgain(evidence)).toBe(0);
    expect([wasDisturbed(evidence), wasDisturbed(SENT)]).toEqual([true, false]);
  });

  it('sees one attempt that was dialled twice', () => {
    expect(violationsOf({ ...SENT, attempts: [attempt(1, 0)], calls: [call(2, 0), call(3, 0)] })).toEqual(['1 attempts and 2 calls']);
  });

  it.each([
    ['a page is missing', { events: eventsOf(['FaxReceived'], ['PageSent', { page: 0 }], ['FaxSent']) }],
    ['a page was confirmed twice', { events: eventsOf(['PageSent', { page: 0 }], ['PageSent', { page: 0 }], ['FaxSent']) }],
    ['there is no end', { events: eventsOf(['PageSent', { page: 0 }], ['PageSent', { page: 1 }]) }],
    ['an event is missing', { events: SENT.events.filter(({ sequence }) => sequence !== 1) }],
    ['it failed with more than its last page open', { fax: interrupted(3), events: eventsOf(['PageSent', { page: 0 }], ['FaxFailed']) }],
    ['it failed of something else', { fax: { ...interrupted(1), failedCause: 'internal_error' as const }, events: eventsOf(['FaxFailed']) }],
  ])('sees that %s', (_what, change) => {
    expect(violationsOf({ ...SENT, calls: [], ...change })).not.toEqual([]);
  });

  it.each([
    ['its last page may have arrived', { fax: interrupted(2), events: eventsOf(['PageSent', { page: 0 }], ['FaxFailed']) }],
    ['its attempts are used up', { fax: interrupted(9, 5), events: eventsOf(['FaxFailed']) }],
  ])('allows a fax to fail where %s', (_what, change) => {
    expect(violationsOf({ ...SENT, calls: [], ...change })).toEqual([]);
  });
});
