import type { Remote, SipTransport } from '@faxwire/sip';
import { losingBye } from './losing-bye.ts';

const SOMEBODY: Remote = { host: '127.0.0.1', port: 5060 };
const request = (method: string, number: string): string => [
  `${method} sip:${number}@127.0.0.1 SIP/2.0`, 'Via: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK1', 'Max-Forwards: 70', 'From: <sip:+12025550100@127.0.0.1>;tag=a',
  `To: "Fax" <sip:${number}@127.0.0.1>;tag=b`, 'Call-ID: one', `CSeq: 2 ${method}`, 'Content-Length: 0', '', '',
].join('\r\n');

/** What a listener hears of datagrams. */
function heardOf(...datagrams: readonly string[]): string[] {
  const heard: string[] = [];
  let arrive: (bytes: Uint8Array, remote: Remote) => void = () => undefined;
  const network: SipTransport = { local: SOMEBODY, send: () => undefined, close: () => Promise.resolve(), onMessage: (listener) => void (arrive = listener) };
  losingBye(network).onMessage((bytes) => heard.push(Buffer.from(bytes).toString()));
  for (const datagram of datagrams) arrive(Buffer.from(datagram), SOMEBODY);
  return heard;
}

describe('a network that loses the BYE to some numbers', () => {
  it('loses it each time', () => {
    const bye = request('BYE', '+19995550117');
    expect(heardOf(bye, bye)).toEqual([]);
  });

  it.each([
    ['a BYE to another number', request('BYE', '+19995550100')],
    ['anything else to such a number', request('INVITE', '+19995550117')],
    ['what is no message at all', 'BYE bye'],
  ])('brings %s', (_what, datagram) => {
    expect(heardOf(datagram)).toEqual([datagram]);
  });
});
