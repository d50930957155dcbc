import { createHash } from 'node:crypto';

export interface IncomingCallName {
  readonly trunk: string;
  readonly sipCallId: string;
  /** E.164. */
  readonly calledNumber: string;
}

/** The fax that a call makes: the same for the same call, however often it is heard of (a UUID of version 8, RFC 9562 5.8). */
export function incomingFaxId({ trunk, sipCallId, calledNumber }: IncomingCallName): string {
  const bytes = createHash('sha256').update(JSON.stringify(['faxwire.incoming', trunk, sipCallId, calledNumber])).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
