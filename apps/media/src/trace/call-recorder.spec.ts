import { gunzipSync } from 'node:zlib';
import { CallTrace } from '@faxwire/contracts';
import { encodeIfp, type IfpField } from '@faxwire/t38';
import { CallRecorder } from './call-recorder.ts';
import { callIdOf, withoutCredentials } from './sip-header.ts';
import { SipTraces } from './sip-traces.ts';
import { MAX_DATAGRAM_BYTES } from './trace-limit.ts';
import { udptlTap } from './udptl-tap.ts';

const LOCAL = { address: '192.0.2.1', port: 5060 };
const REMOTE = { address: '192.0.2.2', port: 5080 };
const BETWEEN = { local: LOCAL, remote: REMOTE };
const STARTED_AT = Date.UTC(2026, 10, 21, 23);

const data = (dataType: 'v21' | 'v17-14400', ...fields: IfpField[]): Uint8Array => encodeIfp({ kind: 'data', dataType, fields });
const sip = (callId: string, header = ''): Buffer => Buffer.from(`INVITE sip:+19995550100@192.0.2.2 SIP/2.0\r\n${header}Call-ID: ${callId}\r\n\r\nv=0`);

function recorder(): { recorder: CallRecorder; wait: (ms: number) => void; trace: () => Promise<CallTrace> } {
  let nowMs = 1_000;
  const own = new CallRecorder({ startedAt: STARTED_AT, now: () => nowMs });
  return {
    recorder: own,
    wait: (ms) => void (nowMs += ms),
    trace: async () => CallTrace.parse(JSON.parse(gunzipSync((await own.packed(1)) ?? Buffer.alloc(0)).toString())),
  };
}

describe('what a call leaves behind', () => {
  it('is nothing where nothing went over the line', async () => {
    expect(await recorder().recorder.packed(1)).toBeUndefined();
  });

  it('is its messages, frames, signals and datagrams, each with its time', async () => {
    const { recorder: own, wait, trace } = recorder();
    own.sipMessage('sent', sip('a'), BETWEEN);
    wait(250);
    const tap = udptlTap(own, BETWEEN);
    tap.packet('received', encodeIfp({ kind: 'indicator', indicator: 'v21-preamble' }));
    tap.packet('received', encodeIfp({ kind: 'indicator', indicator: 'v21-preamble' }));
    for (const octet of [0xff, 0xc8]) tap.packet('received', data('v21', { type: 'hdlc-data', bytes: Uint8Array.of(octet) }));
    wait(50);
    tap.packet('received', data('v21', { type: 'hdlc-data', bytes: Uint8Array.of(0x31) }, { type: 'hdlc-fcs-ok-sig-end' }));
    tap.datagram('received', Uint8Array.of(0, 1, 2));
    tap.packet('sent', data('v17-14400', { type: 't4-non-ecm-data', bytes: new Uint8Array(54) }));
    tap.packet('sent', data('v17-14400', { type: 't4-non-ecm-sig-end' }));
    expect(await trace()).toEqual({
      version: 1, startedAt: STARTED_AT, timeFactor: 1, truncated: false,
      sip: [{ atMs: 0, direction: 'sent', ...BETWEEN, octets: sip('a').toString('base64') }],
      signals: [{ atMs: 250, direction: 'received', text: 'v21-preamble' }, { atMs: 300, direction: 'sent', text: '54 octets by v17-14400' }],
      frames: [{ atMs: 300, direction: 'received', octets: Buffer.from([0xff, 0xc8, 0x31]).toString('base64'), intact: true }],
      datagrams: [{ atMs: 300, direction: 'received', ...BETWEEN, octets: Buffer.from([0, 1, 2]).toString('base64') }],
    });
  });

  it('leaves images out where there are many, keeps the end of the call, and says so', async () => {
    const { recorder: own, trace } = recorder();
    const datagram = new Uint8Array(1_000);
    for (let n = 0; n < 2_000; n += 1) own.datagram('sent', datagram, { ...BETWEEN, isImage: true });
    own.datagram('sent', Uint8Array.of(7), { ...BETWEEN, isImage: false });
    for (let n = 0; n < 2_000; n += 1) own.datagram('sent', datagram, { ...BETWEEN, isImage: false });
    const { datagrams, truncated } = await trace();
    expect(truncated).toBe(true);
    expect(datagrams.some(({ octets }) => octets === 'Bw==')).toBe(true);
    expect(datagrams.length * 1_000).toBeLessThanOrEqual(MAX_DATAGRAM_BYTES + 1_000);
  });

  it('has no credentials in it, folded ones neither', () => {
    const message = sip('a', 'Proxy-Authorization: Digest username="u",\r\n response="secret"\r\nauthorization: Digest response="secret"\r\nX-Other: kept\r\n');
    expect(withoutCredentials(message).toString()).toBe(
      'INVITE sip:+19995550100@192.0.2.2 SIP/2.0\r\nProxy-Authorization: (withheld)\r\nauthorization: (withheld)\r\nX-Other: kept\r\nCall-ID: a\r\n\r\nv=0',
    );
  });

  it('has the messages of this call and of no other', async () => {
    const { recorder: own, trace } = recorder();
    const traces = new SipTraces(LOCAL);
    const told = (direction: 'in' | 'out', bytes: Uint8Array): void => traces.observe({ direction, bytes, peer: { host: REMOTE.address, port: REMOTE.port }, atMs: 0 });
    told('in', sip('other'));
    const { end } = traces.begin(own, () => {
      told('out', sip('mine'));
      return { callId: 'mine' };
    });
    told('in', sip('other'));
    told('in', Buffer.from('SIP/2.0 200 OK\r\ni: mine\r\n\r\n'));
    told('in', Buffer.from('garbage'));
    end();
    told('in', sip('mine'));
    const { sip: messages } = await trace();
    expect(messages.map(({ direction }) => direction)).toEqual(['sent', 'received']);
    expect(callIdOf(sip('mine'))).toBe('mine');
    expect(callIdOf(Buffer.alloc(100_000, 'a'))).toBeUndefined();
  });

  it('has the INVITE of a call that came in, which was there before the call was', async () => {
    const traces = new SipTraces(LOCAL);
    const told = (direction: 'in' | 'out', bytes: Uint8Array): void => traces.observe({ direction, bytes, peer: { host: REMOTE.address, port: REMOTE.port }, atMs: 0 });
    for (let n = 0; n < 20; n += 1) told('in', sip(`stranger ${n}`));
    told('in', sip('mine'));
    told('out', Buffer.from('SIP/2.0 100 Trying\r\nCall-ID: mine\r\n\r\n'));
    const { recorder: own, trace } = recorder();
    const end = traces.take(own, 'mine');
    const { recorder: other, trace: otherTrace } = recorder();
    traces.take(other, 'mine')();
    told('in', sip('other'));
    told('out', Buffer.from('SIP/2.0 200 OK\r\nCall-ID: mine\r\n\r\n'));
    end();
    told('in', sip('mine'));
    expect((await trace()).sip.map(({ direction }) => direction)).toEqual(['received', 'sent', 'sent']);
    expect(await otherTrace().catch(() => undefined)).toBeUndefined();
  });
});
