import { hasAttribute } from './description.ts';
import type { MediaDescription, SdpAttribute, SessionDescription } from './description.ts';

/** Seen from the side that writes it (RFC 8866 6.7). */
export type MediaDirection = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

const DIRECTIONS: readonly MediaDirection[] = ['sendrecv', 'sendonly', 'recvonly', 'inactive'];
const MIRRORED: Readonly<Record<MediaDirection, MediaDirection>> = {
  sendrecv: 'sendrecv', sendonly: 'recvonly', recvonly: 'sendonly', inactive: 'inactive',
};
/** How RFC 2543 put a call on hold. */
const NOWHERE = ['0.0.0.0', '::'];

/** What a section says, or the session above it; without either it is both ways. */
export function directionIn(description: SessionDescription, media: MediaDescription): MediaDirection {
  const said = DIRECTIONS.find((direction) => hasAttribute(media, direction)) ?? DIRECTIONS.find((direction) => hasAttribute(description, direction));
  const address = (media.connection ?? description.connection)?.address ?? '';
  if (!NOWHERE.includes(address)) return said ?? 'sendrecv';
  return said === 'recvonly' || said === 'inactive' ? 'inactive' : 'sendonly';
}

/** Our answer to an offer with this direction (RFC 3264 6.1). */
export function mirrored(direction: MediaDirection): MediaDirection {
  return MIRRORED[direction];
}

/** Both ways goes without saying in T.38, whose peers do not all know the attribute. */
export function unlessBothWays(direction: MediaDirection): SdpAttribute[] {
  return direction === 'sendrecv' ? [] : [[direction, undefined]];
}
