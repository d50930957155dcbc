import { definedFields, timestamp, type AttemptBody } from '@faxwire/contracts';
import { FULL_SETTINGS, attemptIdOf, causeDefinition, type FaxState, type IncomingCall } from '@faxwire/fax';

/** The call that an inbound fax came with, in the form of an attempt. */
export function receivedAttempt(state: FaxState, call: IncomingCall): AttemptBody {
  const { faxId, phoneNumber, restedAt, pagesConfirmed, failure } = state;
  const { answeredAt, trunk, pages, remoteStationId, t30Code } = call;
  const last = pages.at(-1);
  return {
    attemptId: attemptIdOf(faxId, 1), faxId, number: 1, manual: false,
    status: restedAt === undefined ? 'open' : failure ? 'failed' : 'arrived',
    startedOn: timestamp(answeredAt), answeredOn: timestamp(answeredAt),
    ...(restedAt !== undefined && { endedOn: timestamp(restedAt) }),
    trunk, callerNumber: phoneNumber, mode: last?.transport === 'g711' ? 'G711' : 'T38',
    // A caller decides; we offer all that we have.
    settings: { ...FULL_SETTINGS }, steppedDown: [], fromPage: 0, pagesConfirmed,
    badRows: pages.reduce((sum, page) => sum + page.badRows, 0),
    ...(last && { bitRate: last.bitRate, ecm: last.ecm, compression: last.compression, resolution: last.resolution }),
    ...definedFields({ remoteStationId, t30Code }),
    ...(failure && broken(failure.cause, call)),
  };
}

function broken(cause: NonNullable<FaxState['failure']>['cause'], { detail }: IncomingCall): Pick<AttemptBody, 'cause' | 'reason' | 'detail'> {
  return { cause, reason: causeDefinition(cause).sentence, ...definedFields({ detail }) };
}
