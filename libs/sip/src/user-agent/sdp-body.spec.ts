import { audioSdp, faxSdp } from '../testing/call-log.ts';
import { invite } from '../testing/messages.ts';
import { hasForeignBody, isSameMedia, sdpOf } from './sdp-body.ts';
import type { SipRequest } from '../message/message.ts';

const carrying = (type: string, body: string): SipRequest => ({ ...invite(), headers: [['Content-Type', type]], body: Buffer.from(body) });
const parts = ['--b1', 'Content-Type: application/isup;version=x', '', '\x01\x00', '--b1', 'content-type: Application/SDP', '', 'v=0', '--b1--', ''].join('\r\n');

describe('the SDP of a message', () => {
  it.each([
    ['application/sdp', 'v=0', 'v=0'],
    ['Application/SDP ; charset=utf-8', 'v=0', 'v=0'],
    ['multipart/mixed;boundary=b1', parts, 'v=0'],
    ['multipart/mixed;boundary="b1"', parts, 'v=0'],
    ['multipart/mixed', parts, undefined],
    ['multipart/mixed;boundary=other', parts, undefined],
    ['text/plain', 'v=0', undefined],
    ['nonsense', 'v=0', undefined],
    ['application/sdp', 'x'.repeat(40_000), undefined],
  ])('of type %s', (type, body, expected) => {
    const message = carrying(type, body);
    expect(sdpOf(message)).toBe(expected);
    expect(hasForeignBody(message)).toBe(expected === undefined);
  });

  it('is none without a body, and that is not foreign', () => {
    expect([sdpOf(invite()), hasForeignBody(invite())]).toEqual([undefined, false]);
  });
});

it('a description is the same media when only its origin changed', () => {
  expect(isSameMedia(audioSdp(4_000), audioSdp(4_000).replace('- 4000 1 IN', '- 4000 2 IN'))).toBe(true);
  expect(isSameMedia(audioSdp(4_000), faxSdp(4_000))).toBe(false);
});
