import { createHash } from 'node:crypto';
import { serverKey } from './keys.ts';
import type { Essentials } from '../message/essentials.ts';

/** RFC 3261 8.2.7: who keeps no state still gives every copy of a request the same tag. */
export function statelessTag(found: Essentials): string {
  return createHash('sha256').update(serverKey(found)).digest('hex').slice(0, 16);
}
