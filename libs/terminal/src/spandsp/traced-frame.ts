import { frameNameOf, reversed } from '@faxwire/t30';
import type { TraceEntry } from '../fax-terminal.ts';
import type { ChildMessage } from './child-message.ts';

const FCF_AT = 2;

/** A frame as our own engine would tell it. SpanDSP gives out no frame whose FCS was wrong. */
export function tracedFrame({ incoming, atMs, octets }: Extract<ChildMessage, { type: 'frame' }>): TraceEntry {
  const turned = octets.map(reversed);
  return { atMs, direction: incoming ? 'received' : 'sent', name: frameNameOf(turned[FCF_AT] ?? 0) ?? 'unknown', octets: turned, ...(incoming && { intact: true }) };
}
