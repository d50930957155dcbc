import { timestamp, type AttemptBody } from '@faxwire/contracts';
import { FULL_SETTINGS, causeDefinition, type Attempt, type Due, type FaxState, type LineSettings } from '@faxwire/fax';
import { receivedAttempt } from './received-attempt.ts';

/**
 * Every attempt of the fax, oldest first.
 * @param due when the next one is
 */
export function attemptBodies(state: FaxState, due: Due | undefined): AttemptBody[] {
  if (state.incoming) return [receivedAttempt(state, state.incoming)];
  const last = state.phase === 'between_attempts' ? state.attempts.length - 1 : undefined;
  return state.attempts.map((attempt, index) => ({
    ...attemptBody(state.faxId, attempt),
    ...(index === last && due && { nextAttemptOn: timestamp(due.at) }),
  }));
}

function attemptBody(faxId: string, attempt: Attempt): AttemptBody {
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
    mode: isAudio(attempt) ? 'G711' : 'T38',
    settings: { ...attempt.settings },
    steppedDown: steppedDown(attempt.settings),
    fromPage: attempt.fromPage,
    pagesConfirmed: attempt.pagesConfirmed,
    badRows: attempt.badRows,
    ...attempt.negotiation && agreed(attempt.negotiation),
    ...attempt.failure && failed(attempt.failure),
  };
}

/** As it came to be; before that, as it was meant. */
function isAudio({ negotiation, settings }: Attempt): boolean {
  return negotiation ? negotiation.transport === 'g711' : !settings.t38;
}

function steppedDown({ maxBitRate, v17, ecm, t38, maxResolution }: LineSettings): AttemptBody['steppedDown'] {
  return [
    ...(maxBitRate < FULL_SETTINGS.maxBitRate ? ['bitRate' as const] : []),
    ...(v17 ? [] : ['v17' as const]),
    ...(ecm ? [] : ['ecm' as const]),
    ...(maxResolution === undefined ? [] : ['resolution' as const]),
    ...(t38 ? [] : ['t38' as const]),
  ];
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
