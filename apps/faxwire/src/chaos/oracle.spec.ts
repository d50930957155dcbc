import { FULL_SETTINGS, attemptIdOf, type FailureCause, type FaxEvent, type LineSettings } from '@faxwire/fax';
import type { FarCallEvidence, FaxEvidence } from './fax-evidence.ts';
import { confirmationsLost, isUncertain, pagesCompared, violationsOf, type Violation } from './oracle.ts';
import { verdictOf } from './verdict.ts';

const FAX = '0d9a8a60-7b0e-4c0e-9f00-000000000001';
const SHA = ['aa', 'bb'];
const fact = (at: number, type: FaxEvent['type'], data: object = {}) => ({ type, at: at * 1_000, data }) as FaxEvent;
const of = (number: number, data: object = {}) => ({ attemptId: attemptIdOf(FAX, number), ...data });

const received = fact(0, 'FaxReceived', { metadata: { case: 'k' } });
const rendered = fact(1, 'DocumentRendered', { pageCount: 2, pageSha256: SHA });
const begun = (at: number, number: number, fromPage = 0, settings: LineSettings = FULL_SETTINGS) => fact(at, 'FaxAttemptInitiated', of(number, { number, fromPage, settings }));
const agreed = (at: number, number: number) => fact(at, 'FaxNegotiated', of(number, { ecm: true }));
const page = (at: number, number: number, index: number) => fact(at, 'PageSent', of(number, { page: index }));
const broke = (at: number, number: number, cause: FailureCause) => fact(at, 'AttemptFailed', of(number, { cause, detail: '' }));
const sent = (at: number) => fact(at, 'FaxSent', { pageCount: 2 });
const gaveUp = (at: number, cause: FailureCause) => fact(at, 'FaxFailed', { cause, reason: '' });
const call = (cameAt: number, number: number, how: Partial<FarCallEvidence> = {}): FarCallEvidence => ({
  callId: `call-${cameAt}`, faxId: FAX, attemptId: attemptIdOf(FAX, number), cameAt: cameAt * 1_000, confirmedAt: [], ...how,
});
const at = (...seconds: readonly number[]) => ({ confirmedAt: seconds.map((second) => second * 1_000) });

function evidence(events: readonly FaxEvent[], calls: readonly FarCallEvidence[], change: Partial<FaxEvidence> = {}): FaxEvidence {
  const last = events.at(-1);
  const failed = last?.type === 'FaxFailed' ? { failedCause: last.data.cause } : {};
  return {
    key: 'k', faxId: FAX, phoneNumber: '+19995550100', streams: 1, calls, farEndOutages: [],
    events: events.map((event, index) => ({ version: index + 1, event })),
    status: last?.type ?? '', ends: [last?.type ?? ''], ...failed,
    webhooks: events.map((_, index) => `evt_${FAX}_${index + 1}`),
    ...change,
  };
}

const whatOf = (fax: FaxEvidence): string[] => violationsOf(fax).map(({ kind, what }) => `${kind}: ${what}`);
const kindsOf = (fax: FaxEvidence): Violation['kind'][] => [...new Set(violationsOf(fax).map(({ kind }) => kind))];

const CALLED = [received, rendered, begun(2, 1), agreed(4, 1)];
const SENT_EVENTS = [...CALLED, page(5, 1, 0), page(6, 1, 1), sent(7)];
const SENT_CALLS = [call(3, 1, { ...at(5, 6), sha256: SHA })];
const SENT = evidence(SENT_EVENTS, SENT_CALLS);
/** The first page in one call, the second in the next. */
const RESUMED = evidence(
  [...CALLED, page(5, 1, 0), broke(8, 1, 'dropped_mid_page'), begun(9, 2, 1), agreed(10, 2), page(11, 2, 1), sent(12)],
  [call(3, 1, { ...at(5), sha256: ['aa'] }), call(10, 2, { ...at(11), sha256: ['bb'] })],
);
const UNCERTAIN = evidence([...CALLED, page(5, 1, 0), broke(20, 1, 'interrupted'), gaveUp(21, 'interrupted')], [call(3, 1, at(5, 6))]);

describe('the oracle', () => {
  it.each([
    ['was sent at once', SENT],
    ['was resumed', RESUMED],
    ['was given up by the policy', evidence([received, rendered, begun(2, 1), broke(3, 1, 'rejected'), gaveUp(4, 'rejected')], [call(3, 1)])],
    ['was given up as its last page may have arrived, which it had', UNCERTAIN],
    ['was given up as its last page may have arrived, which it had not', { ...UNCERTAIN, calls: [call(3, 1, at(5))] }],
    ['arrived with damaged rows where no error correction was agreed', evidence(
      [received, rendered, begun(2, 1), fact(4, 'FaxNegotiated', of(1, { ecm: false })), page(5, 1, 0), page(6, 1, 1), sent(7)],
      [call(3, 1, { ...at(5, 6), sha256: ['aa', 'cc'] })],
    )],
    ['a webhook was given up for: that is told of the fax and is not its end', { ...SENT, ...withWebhookGivenUp() }],
  ])('has nothing against a fax that %s', (_what, fax) => {
    expect(whatOf(fax)).toEqual([]);
  });

  function withWebhookGivenUp(): Partial<FaxEvidence> {
    const events = [...SENT.events, { version: 8, event: fact(9, 'FaxWebhookUpdateFailed') }];
    return { events, webhooks: events.map(({ version }) => `evt_${FAX}_${version}`) };
  }

  it.each([
    ['is not in the log', evidence([], [], { webhooks: [], ends: [], status: '' })],
    ['is not at an end', evidence(SENT_EVENTS.slice(0, -1), SENT_CALLS, { ends: [] })],
  ])('calls a fax lost that %s', (_what, fax) => {
    expect(kindsOf(fax)).toContain('lost');
  });

  it.each([
    ['whose key made another one', { ...SENT, streams: 2 }],
    ['of which one attempt is two calls', { ...SENT, calls: [...SENT_CALLS, call(3.5, 1)] }],
    ['of which one call is of an attempt that nobody recorded', { ...SENT, calls: [...SENT_CALLS, call(3.5, 2)] }],
    ['that was called again though it had arrived and that was known', { ...SENT, calls: [...SENT_CALLS, call(30, 1)] }],
    ['that was attempted again though it had arrived, and we had been interrupted', evidence(
      [...CALLED, page(5, 1, 0), broke(20, 1, 'interrupted'), begun(25, 2, 1), agreed(26, 2), page(27, 2, 1), sent(28)],
      [call(3, 1, at(5, 6)), call(26, 2, at(27))],
    )],
    ['that was attempted again though it had arrived, and the call did not come through', evidence(
      [...CALLED, page(5, 1, 0), broke(20, 1, 'media_crashed'), begun(25, 2, 1), broke(26, 2, 'rejected'), gaveUp(27, 'rejected')], [call(3, 1, at(5, 6))],
    )],
    ['that was dialled for an attempt that had been over', { ...RESUMED, calls: [call(12, 1, { ...at(13), sha256: ['aa'] }), call(10, 2, at(11))] }],
  ])('calls a fax dialled twice %s', (_what, fax) => {
    expect(kindsOf(fax)).toContain('dialled twice');
  });

  it('does not blame us for a call that the far end took notice of late, as it was away itself', () => {
    const late = { ...RESUMED, calls: [call(11, 1, at(11)), call(10, 2, at(11))] };
    expect(kindsOf(late)).toEqual(['dialled twice']);
    expect(whatOf({ ...late, farEndOutages: [{ from: 3_000, to: 10_500 }] })).toEqual([]);
  });

  it('counts confirmations that the line lost, and blames nobody', () => {
    const again = evidence(
      [...CALLED, page(5, 1, 0), broke(8, 1, 'far_end_silent'), begun(9, 2, 1), agreed(10, 2), page(11, 2, 1), sent(12)],
      [call(3, 1, at(5, 6)), call(10, 2, at(11))],
    );
    expect(whatOf(again)).toEqual([]);
    expect([confirmationsLost(again), confirmationsLost(RESUMED), confirmationsLost(UNCERTAIN)]).toEqual([1, 0, 0]);
    expect([isUncertain(UNCERTAIN), isUncertain(RESUMED)]).toEqual([true, false]);
    expect([pagesCompared(SENT), pagesCompared(RESUMED), pagesCompared(UNCERTAIN)]).toEqual([2, 2, 0]);
  });

  it.each([
    ['ended twice', evidence([...SENT_EVENTS, sent(8)], SENT_CALLS)],
    ['went on after its end', evidence([...SENT_EVENTS, begun(8, 2, 2)], SENT_CALLS, { status: 'FaxAttemptInitiated', ends: [] })],
    ['lacks an event', { ...SENT, events: SENT.events.filter(({ version }) => version !== 2) }],
    ['the API tells differently', { ...SENT, status: 'FaxFailed' }],
    ['the API does not tell', { ...SENT, status: '' }],
    ['the API told differently before', { ...SENT, ends: ['FaxFailed', 'FaxSent'] }],
    ['has another cause in the API', { ...UNCERTAIN, failedCause: 'busy' as const }],
    ['has attempts with a gap', evidence([received, rendered, begun(2, 2), agreed(4, 2), page(5, 2, 0), page(6, 2, 1), sent(7)], [call(3, 2, at(5, 6))])],
    ['has six attempts', evidence([received, rendered, ...[1, 2, 3, 4, 5, 6].flatMap((n) => [begun(n * 10, n), broke(n * 10 + 5, n, 'busy')]), gaveUp(70, 'busy')], [])],
    ['has two attempts at once', evidence([received, rendered, begun(2, 1), begun(3, 2), agreed(4, 2), page(5, 2, 0), page(6, 2, 1), sent(7)], [call(3, 2, at(5, 6))])],
    ['has a page twice', evidence([...CALLED, page(5, 1, 0), page(6, 1, 0), page(6, 1, 1), sent(7)], SENT_CALLS)],
    ['begins in the wrong place', evidence([...CALLED, page(5, 1, 0), broke(8, 1, 'dropped_mid_page'), begun(9, 2, 0), page(11, 2, 1), sent(12)], [call(3, 1, at(5)), call(10, 2, at(11, 12))])],
    ['is sent with a page open', evidence([...CALLED, page(5, 1, 0), sent(7)], SENT_CALLS)],
    ['is sent and the far end did not confirm all of it', { ...SENT, calls: [call(3, 1, at(5))] }],
    ['is sent and nobody was called', { ...SENT, calls: [] }],
    ['arrived as another one', { ...SENT, calls: [call(3, 1, { ...at(5, 6), sha256: ['bb', 'aa'] })] }],
    ['failed with every page confirmed', evidence([...CALLED, page(5, 1, 0), page(6, 1, 1), broke(7, 1, 'busy'), gaveUp(8, 'busy')], SENT_CALLS)],
    ['failed of a fault of ours', evidence([...CALLED, broke(7, 1, 'internal_error'), gaveUp(8, 'internal_error')], [call(3, 1)])],
    ['failed of a good document', evidence([received, gaveUp(8, 'document_missing')], [])],
    ['was given up too soon', evidence([...CALLED, broke(7, 1, 'busy'), gaveUp(8, 'busy')], [call(3, 1)])],
    ['was given up as uncertain with more than a page open', evidence([...CALLED, broke(20, 1, 'interrupted'), gaveUp(21, 'interrupted')], [call(3, 1)])],
    ['failed of something else than its last attempt', evidence([...CALLED, broke(7, 1, 'rejected'), gaveUp(8, 'unallocated_number')], [call(3, 1)])],
  ])('calls the state of a fax wrong that %s', (_what, fax) => {
    expect(kindsOf(fax)).toContain('wrong state');
  });

  it('holds pages at a coarser resolution against nothing: their rows are others', () => {
    const coarse = evidence([received, rendered, begun(2, 1, 0, { ...FULL_SETTINGS, maxResolution: 'standard' }), agreed(4, 1), page(5, 1, 0), page(6, 1, 1), sent(7)], [call(3, 1, { ...at(5, 6), sha256: ['cc', 'dd'] })]);
    expect(whatOf(coarse)).toEqual([]);
  });

  it('misses webhooks, and wonders at those that came for nothing', () => {
    expect(whatOf({ ...SENT, webhooks: SENT.webhooks.slice(1) })).toEqual([`webhook: no webhook came for evt_${FAX}_1`]);
    expect(whatOf({ ...SENT, webhooks: [...SENT.webhooks, 'evt_x'] })).toEqual(['webhook: a webhook came for evt_x, which the log does not know']);
  });
});

describe('the verdict', () => {
  const facts = { seed: 7, minutes: 2, kills: 3, stops: 4, leaves: 1, endedAlone: 0, repeatedRequests: 2, faults: [] };

  it('is right where nothing was found', () => {
    expect(verdictOf(facts, [SENT, UNCERTAIN])).toMatchObject({ isRight: true, bad: [] });
    expect(verdictOf(facts, [SENT, UNCERTAIN]).line).toContain('seed 7, 2 min, 3 kills, 4 stops, 1 orderly ends, 2 faxes (1 sent, 1 failed), 0 lost, 0 dialled twice, 0 wrong states, 0 with wrong webhooks, 0 faults, 1 given up');
  });

  it('is wrong with one bad fax, and counts each under what it is', () => {
    const verdict = verdictOf(facts, [SENT, { ...SENT, streams: 2, status: 'FaxFailed' }, evidence([], [], { webhooks: [], ends: [], status: '' })]);
    expect(verdict.isRight).toBe(false);
    expect(verdict.line).toContain('1 lost, 1 dialled twice, 2 wrong states');
  });

  it('is wrong where a request was refused', () => {
    expect(verdictOf({ ...facts, faults: ['400'] }, [SENT]).isRight).toBe(false);
  });
});
