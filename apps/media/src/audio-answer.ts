import { answerMedia, parseSdp, type G711PayloadType, type LocalDescription, type SdpAnswer } from '@faxwire/sip';
import { REFUSED_OFFER } from './call-media.ts';
import { isMediaAddress } from './media-address.ts';

export interface AudioTerms {
  readonly port: number;
  readonly description: LocalDescription;
  readonly payloadTypes: readonly G711PayloadType[];
  /** Whose far end it is. */
  readonly trunk: { readonly host: string };
  readonly onMoved: (remote: { readonly address: string; readonly port: number }) => void;
}

/** What an offer in mid fax is answered with where the fax goes as audio: it may move, and be refreshed, but nothing else. */
export function answerInAudio(sdp: string, { port, description, payloadTypes, trunk, onMoved }: AudioTerms): SdpAnswer {
  const parsed = parseSdp(sdp);
  const answer = parsed.ok ? answerMedia(parsed.description, { audio: { port, payloadTypes } }) : undefined;
  if (answer?.remote.kind !== 'audio' || !isMediaAddress(answer.remote.address, trunk.host)) return REFUSED_OFFER;
  onMoved({ address: answer.remote.address, port: answer.remote.port });
  return { ok: true, sdp: description.describe(answer.media) };
}
