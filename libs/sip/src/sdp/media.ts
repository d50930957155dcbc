import { directionIn } from './media-direction.ts';
import { t38Attributes, t38ParametersOf } from './t38-parameters.ts';
import type { MediaDescription, SdpAttribute, SessionDescription } from './description.ts';
import type { MediaDirection } from './media-direction.ts';
import type { T38Parameters } from './t38-parameters.ts';

/** RTP payload types of G.711: 0 is mu-law, 8 is A-law. */
export type G711PayloadType = 0 | 8;

const G711_NAMES: Readonly<Record<G711PayloadType, string>> = { 0: 'PCMU/8000', 8: 'PCMA/8000' };

/** The media that a fax call can use, as one side described it. */
export type FaxMedia =
  | { readonly kind: 'audio'; readonly address: string; readonly port: number; readonly payloadTypes: readonly G711PayloadType[] }
  | { readonly kind: 't38'; readonly address: string; readonly port: number; readonly parameters: T38Parameters }
  /** Every section has port 0, or is nothing that we know. */
  | { readonly kind: 'none' };

export interface AudioMediaOptions {
  readonly port: number;
  readonly payloadTypes?: readonly G711PayloadType[];
  readonly direction?: MediaDirection;
}

export function audioMedia({ port, payloadTypes = [0, 8], direction = 'sendrecv' }: AudioMediaOptions): MediaDescription {
  const maps = payloadTypes.map((type): SdpAttribute => ['rtpmap', `${type} ${G711_NAMES[type]}`]);
  const attributes: SdpAttribute[] = [...maps, ['ptime', '20'], [direction, undefined]];
  return { type: 'audio', port, protocol: 'RTP/AVP', formats: payloadTypes.map(String), attributes };
}

export function t38Media({ port, parameters }: { port: number; parameters: T38Parameters }): MediaDescription {
  return { type: 'image', port, protocol: 'udptl', formats: ['t38'], attributes: t38Attributes(parameters) };
}

/** The same section with port 0 (RFC 3264 6). */
export function refusedMedia({ type, protocol, formats }: MediaDescription): MediaDescription {
  return { type, port: 0, protocol, formats, attributes: [] };
}

export function isT38({ type, protocol, formats }: MediaDescription): boolean {
  return type === 'image' && protocol.toLowerCase() === 'udptl' && formats.some((format) => format.toLowerCase() === 't38');
}

export function isG711(media: MediaDescription): boolean {
  return media.type === 'audio' && media.protocol.toUpperCase() === 'RTP/AVP' && g711Of(media).length > 0;
}

function g711Of({ formats }: MediaDescription): G711PayloadType[] {
  return formats.flatMap((format) => (format === '0' ? [0] : format === '8' ? [8] : []));
}

/** T.38 where it is described with a port, else audio: a peer may list both, one of them with port 0. */
export function faxMediaOf(description: SessionDescription): FaxMedia {
  const live = description.media.filter(({ port }) => port > 0);
  const image = live.find(isT38);
  if (image !== undefined) return { kind: 't38', ...placeOf(description, image), parameters: t38ParametersOf(image) };
  const audio = live.find(isG711);
  if (audio !== undefined) return { kind: 'audio', ...placeOf(description, audio), payloadTypes: g711Of(audio) };
  return { kind: 'none' };
}

/** True when the far end listens to none of it: hold, in either of its spellings (RFC 3264 8.4). */
export function isHeld(description: SessionDescription): boolean {
  return description.media.every((media) => media.port === 0 || ['sendonly', 'inactive'].includes(directionIn(description, media)));
}

function placeOf({ connection, origin }: SessionDescription, media: MediaDescription): { address: string; port: number } {
  return { address: (media.connection ?? connection ?? origin).address, port: media.port };
}
