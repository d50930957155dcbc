import { specify } from '@faxwire/testing';
import { attemptIdOf } from './attempt-id.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import type { FaxCommand } from './fax-command.ts';
import { initialState } from './fax-state.ts';
import * as story from './fax-story.ts';
import { FULL_SETTINGS } from './line-settings.ts';

const NOW = 10_000;
const { given } = specify({ initialState, evolve, decide: (command: FaxCommand, state: typeof initialState) => decide(command, state, NOW) });
const { received, rendered, begun, negotiated, confirmed, failed, gaveUp, sent, held, revived, stopAsked, cancelled, retryAsked } = story;

const initiate = (number: number, fromPage = 0): FaxCommand => ({
  type: 'InitiateAttempt', number, trunk: 'carrier', callerNumber: '+15550001111', fromPage, settings: FULL_SETTINGS,
});
const claim = { attemptId: attemptIdOf(story.FAX_ID, 1), token: 3 };
const pageFact = (page: number): FaxCommand => ({ type: 'RecordPage', ...claim, page: { page, bitRate: 14_400, badRows: 0, bytes: 1 } });
const failureFact = { type: 'RecordAttemptFailure', ...claim, failure: { cause: 'busy', detail: '486' }, jitter: 0.5 } as const satisfies FaxCommand;

describe('a fax that was received', () => {
  it('can be held', () => given(received()).when({ type: 'HoldFax' }).then({ type: 'FaxHeld' }));
  it('can be held after it was rendered', () => given(received(), rendered()).when({ type: 'HoldFax' }).then({ type: 'FaxHeld' }));
  it('can be stopped', () => given(received()).when({ type: 'StopFax' }).then({ type: 'FaxReceivedForCancel' }));
  it('cannot be revived', () => given(received()).when({ type: 'ReviveFax' }).thenRefused('fax_revive_not_allowed'));
  it('cannot be sent again', () => given(received()).when({ type: 'RetryFax' }).thenRefused('fax_retry_not_allowed'));
  it('is not received twice', () => given(received()).when({ type: 'ReceiveFax', fax: story.received().data as never }).thenRefused('fax_exists'));
  it('is not dialled before it is rendered', () => given(received()).when(initiate(1)).thenRefused('attempt_not_allowed'));
  it('is dialled once it is rendered, under a token of that attempt alone', () =>
    given(received(), rendered()).when(initiate(1)).then({ type: 'FaxAttemptInitiated', data: { ...claim, number: 1 } }));
  it('fails where its document cannot be rendered', () =>
    given(received()).when({ type: 'CloseAsFailed', cause: 'document_broken' }).then({ type: 'FaxFailed', data: { cause: 'document_broken' } }));
});

describe('a held fax', () => {
  it('is not dialled', () => given(received(), rendered(), held()).when(initiate(1)).thenRefused('attempt_not_allowed'));
  it('can be revived', () => given(received(), held()).when({ type: 'ReviveFax' }).then({ type: 'FaxRevived' }));
  it('can be stopped', () => given(received(), held()).when({ type: 'StopFax' }).then({ type: 'FaxReceivedForCancel' }));
  it('is not held again', () => given(received(), held()).when({ type: 'HoldFax' }).thenRefused('fax_hold_not_allowed'));
  it('can be held again after it was revived', () => given(received(), held(), revived()).when({ type: 'HoldFax' }).then({ type: 'FaxHeld' }));
});

describe('a fax whose stop was asked for', () => {
  it('is not dialled', () => given(received(), rendered(), stopAsked()).when(initiate(1)).thenRefused('attempt_not_allowed'));
  it('is cancelled', () => given(received(), stopAsked()).when({ type: 'CloseAsCancelled' }).then({ type: 'FaxCancelled' }));
  it('is cancelled once', () => given(received(), stopAsked(), cancelled()).when({ type: 'CloseAsCancelled' }).thenNothing());
  it('cannot be held any more', () => given(received(), stopAsked()).when({ type: 'HoldFax' }).thenRefused('fax_hold_not_allowed'));
  it('stays cancelled', () => given(received(), stopAsked(), cancelled()).when({ type: 'RetryFax' }).thenRefused('fax_retry_not_allowed'));
});

describe('a fax on the line', () => {
  const onTheLine = [received(), rendered(), begun()];
  it('can be neither held', () => given(...onTheLine).when({ type: 'HoldFax' }).thenRefused('fax_hold_not_allowed'));
  it('nor stopped', () => given(...onTheLine).when({ type: 'StopFax' }).thenRefused('fax_stop_not_allowed'));
  it('has no second attempt beside the first', () => given(...onTheLine).when(initiate(2)).thenRefused('attempt_not_allowed'));
  it('takes page after page', () => given(...onTheLine, confirmed(0)).when(pageFact(1)).then({ type: 'PageSent', data: { page: 1 } }));
  it('takes a page once', () => given(...onTheLine, confirmed(0)).when(pageFact(0)).thenNothing());
  it('takes no page out of turn', () => given(...onTheLine).when(pageFact(2)).thenRefused('transition_not_allowed'));
  it('hears nothing from a worker that lost the attempt', () =>
    given(...onTheLine).when({ ...failureFact, token: 2 }).thenRefused('attempt_stale'));
  it('is not failed once its last page was confirmed, however the call ended', () =>
    given(...onTheLine, confirmed(0), confirmed(1), confirmed(2)).when(failureFact).thenNothing());
  it('is sent once its last page was confirmed', () =>
    given(...onTheLine, confirmed(0), confirmed(1), confirmed(2)).when({ type: 'CloseAsSent' }).then({ type: 'FaxSent', data: { pageCount: 3 } }));
  it('is not sent before', () => given(...onTheLine, confirmed(0), confirmed(1)).when({ type: 'CloseAsSent' }).thenRefused('transition_not_allowed'));
  it('keeps the first agreement of a call that trains again', () =>
    given(...onTheLine, negotiated())
      .when({ type: 'RecordNegotiation', ...claim, negotiation: { bitRate: 9_600, ecm: true, compression: 'MMR', resolution: '204x196' } })
      .thenNothing());
});

describe('a fax between two attempts', () => {
  const between = [received(), rendered(), begun(), confirmed(0), failed('dropped_mid_page')];
  it('can no longer be stopped', () => given(...between).when({ type: 'StopFax' }).thenRefused('fax_stop_not_allowed'));
  it('is dialled from its first unconfirmed page', () => given(...between).when(initiate(2, 1)).then({ type: 'FaxAttemptInitiated', data: { fromPage: 1 } }));
  it('is not dialled from a confirmed page', () => given(...between).when(initiate(2, 0)).thenRefused('attempt_not_allowed'));
  it('hears nothing more from the attempt that ended', () => given(...between).when(pageFact(1)).thenRefused('attempt_stale'));
});

describe('a failed fax', () => {
  const story1 = [received(), rendered(), begun(), failed('busy'), gaveUp()];
  it('can be sent again', () => given(...story1).when({ type: 'RetryFax' }).then({ type: 'FaxRetry' }));
  it('is not asked for twice', () => given(...story1, retryAsked()).when({ type: 'RetryFax' }).thenRefused('fax_retry_not_allowed'));
  it('gets its manual attempt', () => given(...story1, retryAsked()).when(initiate(2)).then({ type: 'FaxRetryAttempted', data: { number: 2 } }));
  it('gets no second one by itself', () =>
    given(...story1, retryAsked(), begun(2, { manual: true }), failed('busy', { number: 2 })).when(initiate(3)).thenRefused('attempt_not_allowed'));
  it('can be sent again once the manual attempt failed too', () =>
    given(...story1, retryAsked(), begun(2, { manual: true }), failed('busy', { number: 2 }), gaveUp()).when({ type: 'RetryFax' }).then({ type: 'FaxRetry' }));
});

describe('a fax that was sent', () => {
  const sentFax = [received(), rendered(), begun(), confirmed(0), confirmed(1), confirmed(2), sent()];
  it('is never sent again', () => given(...sentFax).when({ type: 'RetryFax' }).thenRefused('fax_retry_not_allowed'));
  it('is never dialled again', () => given(...sentFax).when(initiate(2, 3)).thenRefused('attempt_not_allowed'));
  it('is sent once', () => given(...sentFax).when({ type: 'CloseAsSent' }).thenNothing());
  it('takes a webhook that was given up on into its history', () =>
    given(...sentFax)
      .when({ type: 'RecordWebhookGivenUp', delivery: { endpointId: 'hook_1', webhookId: 'msg_1', eventType: 'FaxSent', attempts: 10, reason: '500' } })
      .then({ type: 'FaxWebhookUpdateFailed' }));
});

describe('a fax that does not exist', () => {
  for (const type of ['HoldFax', 'ReviveFax', 'StopFax', 'RetryFax'] as const) {
    it(`does not obey ${type}`, () => given().when({ type }).thenRefused('fax_unknown'));
  }
});
