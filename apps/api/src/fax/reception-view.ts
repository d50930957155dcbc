import { timestamp, type ReceptionBody } from '@faxwire/contracts';
import { attemptIdOf, type IncomingCall } from '@faxwire/fax';

/** The call of an inbound fax as its tenant sees it. */
export function receptionBody(faxId: string, call: IncomingCall): ReceptionBody {
  const { answeredAt, durationMs, trunk, remoteStationId, subAddress, t30Code, detail, pages } = call;
  const last = pages.at(-1);
  return {
    attemptId: attemptIdOf(faxId, 1),
    answeredOn: timestamp(answeredAt),
    ...(durationMs !== undefined && { durationSeconds: durationMs / 1000 }),
    trunk,
    ...(last && { transport: last.transport ?? 't38' }),
    ...(remoteStationId !== undefined && { remoteStationId }),
    ...(subAddress !== undefined && { subAddress }),
    ...(last && { bitRate: last.bitRate, ecm: last.ecm, compression: last.compression }),
    badRows: pages.reduce((sum, page) => sum + page.badRows, 0),
    ...(t30Code !== undefined && { t30Code }),
    ...(detail !== undefined && { detail }),
  };
}
