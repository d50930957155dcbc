import { audioMedia, faxMediaOf, isG711, isT38, refusedMedia, t38Media } from './media.ts';
import { directionIn, mirrored, unlessBothWays } from './media-direction.ts';
import { answerT38 } from './t38-parameters.ts';
import type { MediaDescription, SessionDescription } from './description.ts';
import type { FaxMedia, G711PayloadType } from './media.ts';
import type { MediaDirection } from './media-direction.ts';
import type { T38Parameters } from './t38-parameters.ts';

/** What we are ready to do for an offer; leave out what we are not. */
export interface LocalMedia {
  /** `localTcf`: its terminal makes training checks by itself (T.38 8.1), where an offer wants that. */
  readonly t38?: { readonly port: number; readonly parameters: T38Parameters; readonly localTcf?: boolean };
  readonly audio?: { readonly port: number; readonly payloadTypes?: readonly G711PayloadType[] };
}

export interface MediaAnswer {
  /** One section per section of the offer, in its order (RFC 3264 6). */
  readonly media: readonly MediaDescription[];
  readonly local: 'audio' | 't38';
  /** Where and how we send. */
  readonly remote: FaxMedia;
  /** With T.38: what both sides agreed. */
  readonly t38?: T38Parameters;
}

/** Answers with one live section, T.38 before audio; undefined when none fits: refuse with 488. */
export function answerMedia(offer: SessionDescription, local: LocalMedia): MediaAnswer | undefined {
  const usable = offer.media.filter(({ port }) => port > 0);
  const image = local.t38 && usable.find((media) => isT38(media));
  const chosen = image ?? (local.audio && usable.find((media) => isG711(media)));
  if (chosen === undefined) return undefined;
  const remote = faxMediaOf({ ...offer, media: [chosen] });
  if (remote.kind === 't38' && remote.parameters.rateManagement === 'localTCF' && !local.t38?.localTcf) return undefined;
  const t38 = remote.kind === 't38' && local.t38 ? answerT38(local.t38.parameters, remote.parameters) : undefined;
  const own = answerSection({ remote, t38, direction: mirrored(directionIn(offer, chosen)) }, local);
  if (own === undefined) return undefined;
  const media = offer.media.map((section) => (section === chosen ? own : refusedMedia(section)));
  return { media, local: t38 === undefined ? 'audio' : 't38', remote, ...(t38 && { t38 }) };
}

interface Chosen {
  readonly remote: FaxMedia;
  readonly t38: T38Parameters | undefined;
  readonly direction: MediaDirection;
}

function answerSection({ remote, t38: parameters, direction }: Chosen, { t38, audio }: LocalMedia): MediaDescription | undefined {
  if (remote.kind === 't38') return t38 && parameters && withDirection(t38Media({ port: t38.port, parameters }), direction);
  if (remote.kind !== 'audio' || audio === undefined) return undefined;
  const wanted = audio.payloadTypes ?? [0, 8];
  const payloadTypes = remote.payloadTypes.filter((type) => wanted.includes(type));
  return payloadTypes.length === 0 ? undefined : audioMedia({ port: audio.port, payloadTypes, direction });
}

function withDirection(media: MediaDescription, direction: MediaDirection): MediaDescription {
  return { ...media, attributes: [...media.attributes, ...unlessBothWays(direction)] };
}
