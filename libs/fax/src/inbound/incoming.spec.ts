import { decide, documentsOf } from '../decide.ts';
import { fold } from '../evolve.ts';
import type { FaxCommand } from '../fax-command.ts';
import type { FaxEvent } from '../fax-event.ts';
import { FAX_ID } from '../fax-story.ts';
import { initialState, type FaxState } from '../fax-state.ts';
import { isAtRest } from '../fax-status.ts';
import { summarise } from '../fax-summary.ts';
import { phoneNumber } from '../phone-number.ts';
import { next } from '../plan.ts';
import { DEFAULT_RETRY_POLICY } from '../retry-policy.ts';

const call = (sipCallId = 'a@192.0.2.1'): FaxCommand => ({
  type: 'ReceiveCall',
  call: { faxId: FAX_ID, tenantId: 'ten', mode: 'live', phoneNumber: '+12025550123', calledNumber: phoneNumber('+12025550199'), trunk: 'carrier', sipCallId },
});
const page = (index: number, last = false): FaxCommand => ({
  type: 'RecordPageReceived',
  page: {
    page: index, sha256: String(index).repeat(64), bytes: 900, widthPx: 1728, lengthRows: 2292, badRows: 1, last,
    bitRate: 14_400, ecm: true, compression: 'MMR', resolution: '204x98', remoteStationId: '+1 202 555 0123',
  },
});
const close = (pageCount: number): FaxCommand => ({
  type: 'CloseIncoming', cause: 'dropped_mid_page', detail: 'BYE from +12025550123',
  end: { pageCount, durationMs: 61_000, ...(pageCount > 0 && { document: { sha256: 'd'.repeat(64), mediaType: 'image/tiff', bytes: 1_800 } }) },
});

function after(...commands: readonly FaxCommand[]): { state: FaxState; events: FaxEvent[] } {
  const events: FaxEvent[] = [];
  for (const [index, command] of commands.entries()) {
    const decision = decide(command, fold(events), index * 1_000);
    if (!decision.ok) throw new Error(decision.refusal.message);
    events.push(...decision.events);
  }
  return { state: fold(events), events };
}
const refusal = (command: FaxCommand, state: FaxState) => {
  const decision = decide(command, state, 9_000);
  return decision.ok ? undefined : decision.refusal.code;
};

describe('a fax that comes in', () => {
  it('arrives with its last page, and is its own document', () => {
    const { state, events } = after(call(), page(0), page(1, true), close(2));
    expect(events.map(({ type }) => type)).toEqual(['FaxIncoming', 'PageReceived', 'PageReceived', 'FaxArrived']);
    expect(state).toMatchObject({ direction: 'inbound', status: 'FaxArrived', phoneNumber: '+12025550123', pages: { pageCount: 2, widthPx: 1728 }, document: { mediaType: 'image/tiff' }, resolution: 'standard' });
    expect(isAtRest(state.phase)).toBe(true);
    expect(summarise(state)).toMatchObject({ direction: 'inbound', calledNumber: '+12025550199', open: false, pageCount: 2, pagesConfirmed: 2 });
    expect(documentsOf(state)).toEqual(['d'.repeat(64), '0'.repeat(64), '1'.repeat(64)]);
  });

  it('keeps the pages before the one that broke off, and says why', () => {
    const { state } = after(call(), ...Array.from({ length: 6 }, (_, index) => page(index)), close(6));
    expect(state).toMatchObject({ status: 'FaxIncomingFailed', pagesConfirmed: 6, pages: { pageCount: 6 }, failure: { cause: 'dropped_mid_page', reason: 'The call was cut off during the transmission.' } });
    expect(state.history.map(({ status }) => status)).toEqual(['FaxIncoming', 'FaxIncomingFailed']);
  });

  it('names what went over the line once, and erases it with the pages', () => {
    const kept: FaxCommand = { type: 'RecordIncomingTrace', trace: { sha256: 'f'.repeat(64), bytes: 7 } };
    const { state, events } = after(call(), page(0, true), kept, kept, close(1));
    expect(events.filter(({ type }) => type === 'CallTraced').map(({ data }) => data)).toEqual([{ attemptId: `att_${FAX_ID}_1`, sha256: 'f'.repeat(64), bytes: 7 }]);
    expect([state.status, documentsOf(state).at(-1)]).toEqual(['FaxArrived', 'f'.repeat(64)]);
    expect(refusal(kept, state)).toBe('attempt_stale');
  });

  it('has no document where no page came in', () => {
    const { state } = after(call(), close(0));
    expect(state).toMatchObject({ status: 'FaxIncomingFailed' });
    expect([state.document, state.pages]).toEqual([undefined, undefined]);
  });

  it('is one fax however often its call is reported, and no other call has its id', () => {
    const { state } = after(call());
    expect(decide(call(), state, 1)).toEqual({ ok: true, events: [] });
    expect(refusal(call('b@192.0.2.1'), state)).toBe('fax_exists');
    expect(refusal(call(), after(call(), close(0)).state)).toBe('fax_exists');
  });

  it('records each page once and in order', () => {
    const { state } = after(call(), page(0));
    expect(decide(page(0), state, 1)).toEqual({ ok: true, events: [] });
    expect(refusal(page(2), state)).toBe('transition_not_allowed');
  });

  it('is open again for a page that its worker had kept while somebody else closed it', () => {
    const interrupted: FaxCommand = { ...close(1), cause: 'interrupted' } as FaxCommand;
    const { state } = after(call(), page(0), interrupted, page(0), page(1, true));
    expect(state).toMatchObject({ phase: 'receiving', status: 'FaxIncoming', pagesConfirmed: 2 });
    expect([state.failure, state.restedAt, state.document]).toEqual([undefined, undefined, undefined]);
    expect(next(state, 1, DEFAULT_RETRY_POLICY)).toEqual({ kind: 'salvage' });
    const whole = after(call(), page(0), interrupted, page(1, true), close(2)).state;
    expect(whole).toMatchObject({ status: 'FaxArrived', pages: { pageCount: 2 }, pagesConfirmed: 2 });
    const erased = after(call(), page(0), interrupted, { type: 'EraseDocument', reason: 'request' }).state;
    expect(refusal(page(1), erased)).toBe('attempt_stale');
  });

  it('refuses the worker that was given up on, and a document that lacks a page', () => {
    const { state } = after(call(), page(0));
    expect(refusal(close(0), state)).toBe('transition_not_allowed');
    const over = after(call(), page(0), close(1)).state;
    expect(refusal(page(1), over)).toBe('attempt_stale');
    expect(decide(close(1), over, 1)).toEqual({ ok: true, events: [] });
    expect(refusal(page(0), initialState)).toBe('fax_unknown');
  });

  it.each(['HoldFax', 'ReviveFax', 'StopFax', 'RetryFax'] as const)('is told apart from one that is sent by %s', (type) => {
    for (const { state } of [after(call()), after(call(), page(0), close(1))]) expect(refusal({ type }, state)).toBe('fax_is_inbound');
  });

  it('is looked after by the plan only for what a worker that is gone has left', () => {
    expect(next(after(call(), page(0)).state, 1, DEFAULT_RETRY_POLICY)).toEqual({ kind: 'salvage' });
    expect(next(after(call(), page(0), close(1)).state, 1, DEFAULT_RETRY_POLICY)).toEqual({ kind: 'stop' });
  });

  it('is erased like any other, and reads the same where its key is gone', () => {
    const arrived = after(call(), page(0, true), close(1));
    const state = fold([...arrived.events, ...after(call(), page(0, true), close(1), { type: 'ErasePersonalData', reason: 'request' }).events.slice(3)]);
    expect(state).toMatchObject({ phoneNumber: '', incoming: { calledNumber: '', sipCallId: '' }, pagesConfirmed: 1, status: 'FaxArrived' });
    expect(JSON.stringify(state)).not.toMatch(/\+1 ?202/);
    expect(state.documentErasedAt).toBeDefined();
    expect(refusal({ type: 'ErasePersonalData', reason: 'request' }, after(call()).state)).toBe('fax_not_finished');
  });
});
