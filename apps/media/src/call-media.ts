import type { T38Use } from '@faxwire/fax';
import {
  answerMedia, audioMedia, faxMediaOf, parseSdp,
  type Call, type FaxMedia, type G711PayloadType, type LocalDescription, type MediaDescription, type SdpAnswer, type T38Parameters,
} from '@faxwire/sip';
import type { AudioCodec } from '@faxwire/terminal';

export type FarAudio = Extract<FaxMedia, { kind: 'audio' }>;
export type FarT38 = Extract<FaxMedia, { kind: 't38' }>;

/** What we have to give in a call, on one port. */
export interface OwnMedia {
  readonly description: LocalDescription;
  readonly port: number;
  readonly payloadTypes: readonly G711PayloadType[];
  readonly own: T38Parameters;
  readonly use: T38Use;
  /** The terminals take T.38 whose training checks are made at each end. */
  readonly localTcf: boolean;
}

export const REFUSED_OFFER: Extract<SdpAnswer, { ok: false }> = { ok: false, status: 488, reason: 'Not Acceptable Here' };

export function mediaOf(sdp: string): FaxMedia {
  const parsed = parseSdp(sdp);
  return parsed.ok ? faxMediaOf(parsed.description) : { kind: 'none' };
}

/** The G.711 offer that nearly every call begins with. */
export function audioOffer({ description, port, payloadTypes }: Pick<OwnMedia, 'description' | 'port' | 'payloadTypes'>): string {
  return description.describe([audioMedia({ port, payloadTypes })]);
}

export function codecOf({ payloadTypes }: FarAudio): AudioCodec {
  return payloadTypes[0] === 8 ? 'PCMA' : 'PCMU';
}

/** What of an offer we take before the fax has begun, and the media that say so; undefined where there is nothing in it for us. */
export function weighOffer(sdp: string, { port, payloadTypes, own, use, localTcf }: OwnMedia): { readonly far: FaxMedia; readonly media: readonly MediaDescription[] } | undefined {
  const parsed = parseSdp(sdp);
  const local = { audio: { port, payloadTypes }, ...(use !== 'g711' && { t38: { port, parameters: own, localTcf } }) };
  const answer = parsed.ok ? answerMedia(parsed.description, local) : undefined;
  return answer && { far: answer.remote, media: answer.media };
}

/** With localTCF both ends make the training checks, which not every engine can. */
export function isUsableT38(far: FaxMedia, { localTcf }: Pick<OwnMedia, 'localTcf'>): far is FarT38 {
  return far.kind === 't38' && (localTcf || far.parameters.rateManagement === 'transferredTCF');
}

/**
 * The far end took our offer of T.38 without T.38. One that answered with port 0 has left the call without any media.
 * @returns where its audio is, where that was asked for again
 */
export async function backToAudio(call: Pick<Call, 'reinvite'>, far: FaxMedia, own: OwnMedia): Promise<FarAudio | undefined> {
  if (far.kind === 'audio') return undefined;
  const answer = await call.reinvite(audioOffer(own));
  const audio = answer.ok ? mediaOf(answer.sdp) : undefined;
  return audio?.kind === 'audio' ? audio : undefined;
}
