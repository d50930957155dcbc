import { parseMessage } from '../message/parse-message.ts';
import { responseTo } from '../message/response.ts';
import type { Header, SipRequest, SipResponse } from '../message/message.ts';

export const INVITE_TEXT = [
  'INVITE sip:+15550100@192.0.2.2:5060 SIP/2.0',
  'Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa1;rport',
  'Max-Forwards: 70',
  'From: "Caller" <sip:+15550199@192.0.2.1>;tag=f1',
  'To: <sip:+15550100@192.0.2.2>',
  'Call-ID: c1@192.0.2.1',
  'CSeq: 1 INVITE',
  'Contact: <sip:+15550199@192.0.2.1:5060>',
  'Content-Length: 0',
];

export function wire(lines: readonly string[], body = ''): Uint8Array {
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

export function requestOf(lines: readonly string[]): SipRequest {
  const parsed = parseMessage(wire(lines));
  if (!parsed.ok || parsed.message.kind !== 'request') throw new Error(`not a request: ${lines[0] ?? ''}`);
  return parsed.message;
}

export function invite(): SipRequest {
  return requestOf(INVITE_TEXT);
}

/** Another request of the same caller; `branch` tells it apart. */
export function other(method: string, branch = 'z9hG4bKb2'): SipRequest {
  const renamed = INVITE_TEXT.map((line) => line.replace('INVITE', method).replace('z9hG4bKa1', branch));
  return requestOf(renamed);
}

export function response(request: SipRequest, status: number, headers: readonly Header[] = []): SipResponse {
  return responseTo(request, { status, toTag: 't1', headers });
}
