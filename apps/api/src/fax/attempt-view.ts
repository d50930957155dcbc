import { timestamp, type AttemptBody } from '@faxwire/contracts';
import { causeDefinition, type Attempt } from '@faxwire/fax';

export function attemptBody(faxId: string, attempt: Attempt): AttemptBody {
  return {
    attemptId: attempt.attemptId,
    faxId,
    number: attempt.number,
    manual: attempt.manual,
    status: attempt.outcome,
    startedOn: timestamp(attempt.startedAt),
    ...(attempt.ringingAt !== undefined && { ringingOn: timestamp(attempt.ringingAt) }),
    ...(attempt.answeredAt !== undefined && { answeredOn: timestamp(attempt.answeredAt) }),
    ...(attempt.endedAt !== undefined && { endedOn: timestamp(attempt.endedAt) }),
    trunk: attempt.trunk,
    callerNumber: attempt.callerNumber,
    settings: { ...attempt.settings },
    fromPage: attempt.fromPage,
    pagesConfirmed: attempt.pagesConfirmed,
    badRows: attempt.badRows,
    ...attempt.negotiation && agreed(attempt.negotiation),
    ...attempt.failure && failed(attempt.failure),
  };
}

type Agreed = Pick<AttemptBody, 'bitRate' | 'ecm' | 'compression' | 'resolution' | 'remoteStationId'>;

function agreed({ bitRate, ecm, compression, resolution, remoteStationId }: NonNullable<Attempt['negotiation']>): Agreed {
  return { bitRate, ecm, compression, resolution, ...(remoteStationId !== undefined && { remoteStationId }) };
}

function failed({ cause, detail, sipStatus, t30Code }: NonNullable<Attempt['failure']>): Partial<AttemptBody> {
  return {
    cause,
    reason: causeDefinition(cause).sentence,
    detail,
    ...(sipStatus !== undefined && { sipStatus }),
    ...(t30Code !== undefined && { t30Code }),
  };
}
