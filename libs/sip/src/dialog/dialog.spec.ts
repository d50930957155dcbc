import { headerList, headerValue } from '../message/headers.ts';
import { invite, response } from '../testing/messages.ts';
import { countingRandom } from '../testing/simulated-pair.ts';
import { Dialog } from './dialog.ts';
import { LocalIdentity } from './local-identity.ts';
import type { Header, SipRequest } from '../message/message.ts';

const identity = new LocalIdentity({ address: { host: '192.0.2.1', port: 5060 }, random: countingRandom(1), userAgentHeader: undefined });
const fallback = { host: '192.0.2.99', port: 5099 };
const asCaller = (...headers: Header[]) => Dialog.asCaller(invite(), response(invite(), 200, headers), { fallback });
const asCallee = (...headers: Header[]) => Dialog.asCallee({ ...invite(), headers: [...invite().headers, ...headers] }, { localTag: 'l1', fallback });
const routes = (request: SipRequest) => headerList(request, 'Route');

describe('a dialog', () => {
  it('as caller sends to the Contact of the 2xx through its Record-Route in reverse', () => {
    const dialog = asCaller(['Contact', '<sip:far@192.0.2.2:5070>'], ['Record-Route', '<sip:p1.example;lr>, <sip:192.0.2.50:5080;lr>']);
    const { request, remote } = dialog.request('BYE', identity);
    expect(request.uri).toBe('sip:far@192.0.2.2:5070');
    expect(routes(request)).toEqual(['<sip:192.0.2.50:5080;lr>', '<sip:p1.example;lr>']);
    expect(remote).toEqual({ host: '192.0.2.50', port: 5080 });
    expect([headerValue(request, 'To'), headerValue(request, 'CSeq')]).toEqual(['<sip:+15550100@192.0.2.2>;tag=t1', '2 BYE']);
  });

  it('as callee keeps the order of Record-Route and swaps From and To', () => {
    const dialog = asCallee(['Record-Route', '<sip:192.0.2.60;lr>'], ['Record-Route', '<sip:192.0.2.61;lr>']);
    const { request, remote } = dialog.request('BYE', identity);
    expect(routes(request)).toEqual(['<sip:192.0.2.60;lr>', '<sip:192.0.2.61;lr>']);
    expect(remote).toEqual({ host: '192.0.2.60', port: 5060 });
    expect(headerValue(request, 'From')).toBe('<sip:+15550100@192.0.2.2>;tag=l1');
    expect(headerValue(request, 'To')).toBe('"Caller" <sip:+15550199@192.0.2.1>;tag=f1');
    expect(request.uri).toBe('sip:+15550199@192.0.2.1:5060');
  });

  it('puts a strict router into the request URI and the target last', () => {
    const { request } = asCaller(['Contact', '<sip:far@192.0.2.2>'], ['Record-Route', '<sip:old.example>']).request('BYE', identity);
    expect(request.uri).toBe('sip:old.example');
    expect(routes(request)).toEqual(['<sip:far@192.0.2.2>']);
  });

  it('sends to where the call went when the target is no place', () => {
    expect(asCaller(['Contact', '<tel:+1555>']).request('BYE', identity).remote).toEqual(fallback);
  });

  it('follows the target that a re-INVITE names', () => {
    const dialog = asCallee();
    dialog.refreshTarget(response(invite(), 200, [['Contact', '<sip:moved@192.0.2.3>']]));
    expect(dialog.request('BYE', identity)).toMatchObject({ request: { uri: 'sip:moved@192.0.2.3' }, remote: { host: '192.0.2.3', port: 5060 } });
  });

  it('takes only growing numbers from the far end, and counts its own up', () => {
    const dialog = asCallee();
    expect([1, 0, 2, 2, 7, 3].map((sequence) => dialog.acceptSequence(sequence))).toEqual([false, false, true, false, true, false]);
    const sequences = ['INVITE', 'BYE'].map((method) => headerValue(dialog.request(method, identity).request, 'CSeq'));
    expect(sequences).toEqual(['1 INVITE', '2 BYE']);
    expect(headerValue(dialog.ack(1, identity).request, 'CSeq')).toBe('1 ACK');
  });
});
