import { SDP_LENGTH_MAX } from '../limits.ts';
import { bodyText, headerList, headerValue } from '../message/headers.ts';
import { parseContentType, partOf } from '../message/multipart.ts';
import type { Header, SipMessage } from '../message/message.ts';

export const SDP_TYPE = 'application/sdp';

/** The SDP a message carries, alone or as part of a multipart body; undefined when it has none. */
export function sdpOf(message: SipMessage): string | undefined {
  if (message.body.length === 0 || message.body.length > SDP_LENGTH_MAX) return undefined;
  const container = parseContentType(headerValue(message, 'Content-Type') ?? SDP_TYPE);
  if (container === undefined) return undefined;
  return container.type === SDP_TYPE ? bodyText(message) : partOf(bodyText(message), container, SDP_TYPE);
}

/** A body that we cannot read at all (RFC 3261 8.2.3). */
export function hasForeignBody(message: SipMessage): boolean {
  return message.body.length > 0 && sdpOf(message) === undefined;
}

/** RFC 3261 13.3.1: a caller whose Accept leaves SDP out could not read our answer. */
export function takesSdp(invite: SipMessage): boolean {
  const accepted = headerList(invite, 'Accept').flatMap((entry) => parseContentType(entry)?.type ?? []);
  if (headerValue(invite, 'Accept') === undefined) return true;
  return accepted.some((type) => type === SDP_TYPE || type === 'application/*' || type === '*/*');
}

export function sdpParts(sdp: string): { headers: Header[]; body: Uint8Array } {
  return { headers: [['Content-Type', SDP_TYPE]], body: Buffer.from(sdp, 'utf8') };
}

/** A refresh should repeat the text to the byte (RFC 3264 8); some peers count their o= version up all the same. */
export function isSameMedia(one: string, other: string): boolean {
  return one === other || withoutOrigin(one) === withoutOrigin(other);
}

function withoutOrigin(sdp: string): string {
  return sdp.split('\n').filter((line) => !line.startsWith('o=')).join('\n');
}
