import type { DocumentReference } from './fax-event.ts';
import { withoutStations } from './inbound/incoming-call.ts';
import type { Attempt, FaxState } from './fax-state.ts';
import type { PhoneNumber } from './phone-number.ts';

/** The fax without whatever says who wrote to whom. What remains are times, counts, hashes and causes: proof that it was. */
export function withoutPersonalData(state: FaxState): FaxState {
  const { senderNumber: _, stationId: __, headerText: ___, coverPage: ____, document, attachments, incoming, ...rest } = state;
  return {
    ...rest,
    phoneNumber: '' as PhoneNumber,
    metadata: {},
    requestHash: '',
    ...(document && { document: withoutName(document) }),
    ...(attachments && { attachments: attachments.map(withoutName) }),
    ...(incoming && { incoming: withoutStations(incoming) }),
    attempts: state.attempts.map(withoutNumbers),
  };
}

function withoutName({ fileName: _, ...document }: DocumentReference): DocumentReference {
  return document;
}

/** The reason of a failure can quote what the far end or the carrier said. */
function withoutNumbers(attempt: Attempt): Attempt {
  const { remoteStationId: _, ...negotiation } = attempt.negotiation ?? {};
  return {
    ...attempt,
    callerNumber: '',
    ...(attempt.negotiation && { negotiation: negotiation as NonNullable<Attempt['negotiation']> }),
    ...(attempt.failure && { failure: { ...attempt.failure, detail: '' } }),
  };
}
