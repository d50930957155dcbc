import { audioMedia, t38Media, type G711PayloadType, type LocalDescription, type T38Parameters } from '@faxwire/sip';
import type { FirstOffer } from '@faxwire/trunks';
import { isUsableT38, mediaOf, type FarT38, type OwnMedia } from './call-media.ts';

export interface FirstMedia {
  readonly kind: FirstOffer;
  readonly port: number;
  readonly payloadTypes: readonly G711PayloadType[];
  readonly own: T38Parameters;
}

/** What our INVITE offers. One port serves both: the far end chooses one of them. */
export function firstOffer(description: LocalDescription, { kind, port, payloadTypes, own }: FirstMedia): string {
  const audio = audioMedia({ port, payloadTypes });
  const image = t38Media({ port, parameters: own });
  return description.describe(kind === 'audio' ? [audio] : kind === 't38' ? [image] : [audio, image]);
}

/** The far end's T.38 where it chose that in its 200. */
export function t38AtOnce(sdp: string, own: Pick<OwnMedia, 'localTcf'>): FarT38 | undefined {
  const far = mediaOf(sdp);
  return isUsableT38(far, own) ? far : undefined;
}
