import fc from 'fast-check';
import { openDialogTexts } from '../testing/peer.ts';
import { audioSdp } from '../testing/call-log.ts';
import { CALLEE, CALLER, SimulatedPair } from '../testing/simulated-pair.ts';
import { summaryOf } from '../testing/simulated-network.ts';
import { responseTo } from '../message/response.ts';
import { serialiseMessage } from '../message/serialise-message.ts';
import type { SipRequest } from '../message/message.ts';

const peer = { host: CALLEE, port: 5060 };
const us = { host: CALLER, port: 5060 };

/** A caller alone with its INVITE; the test plays the far end. */
function alone() {
  const pair = new SimulatedPair();
  pair.callee.onInvite = undefined;
  pair.network.lose = ({ from }) => from === CALLER;
  const call = pair.invite();
  const invite = pair.network.sent[0]?.message as SipRequest;
  const answer = (status: number, toTag: string, from = peer) => {
    const headers = [['Contact', `<sip:${CALLEE}>`] as const, ...(status === 200 ? [['Content-Type', 'application/sdp'] as const] : [])];
    const body = status === 200 ? Buffer.from(audioSdp(5_000)) : undefined;
    pair.network.deliver(serialiseMessage(responseTo(invite, { status, toTag, headers, ...(body && { body }) })), from, us);
    pair.clock.advance(10);
  };
  return { pair, call, invite, answer, ours: () => pair.network.summary.filter((kind) => !kind.includes(' ')) };
}

describe('a far end that forks', () => {
  it('gets the call with its first 200; the other branch is acknowledged and hung up once', () => {
    const { pair, answer, ours } = alone();
    for (const tag of ['one', 'two']) answer(180, tag);
    answer(200, 'two');
    answer(200, 'one');
    answer(200, 'one');
    answer(200, 'two');
    expect(ours()).toEqual(['INVITE', 'ACK', 'ACK', 'BYE', 'ACK', 'ACK']);
    expect(pair.near.lines).toEqual(['180', '180', 'answered']);
  });

  it('answering from ever more branches is not followed without end', () => {
    const { answer, ours } = alone();
    for (let branch = 0; branch < 40; branch++) answer(200, `t${branch}`);
    expect(ours().filter((kind) => kind === 'ACK')).toHaveLength(16);
  });
});

describe('datagrams that are dropped and counted', () => {
  it('responses from another address', () => {
    const { pair, answer } = alone();
    answer(486, 't', { host: '203.0.113.9', port: 5060 });
    expect(pair.near.ends).toEqual([]);
    expect(pair.caller.counters.wrongSource).toBe(1);
    answer(486, 't');
    expect(pair.near.ends).toMatchObject([{ status: 486 }]);
  });

  it('responses to nothing, garbage, keep-alives and messages cut short', () => {
    const { pair, invite } = alone();
    const send = (bytes: Uint8Array) => {
      pair.network.deliver(bytes, peer, us);
      pair.clock.advance(10);
    };
    const whole = serialiseMessage(responseTo(invite, { status: 200, toTag: 't' }));
    send(Buffer.from(Buffer.from(whole).toString().replace('z9hG4bK', 'z9hG4bKother')));
    send(Buffer.from('\r\n\r\n'));
    send(Buffer.from([0x80, 0x00, 0xff]));
    send(whole.subarray(0, whole.length - 4));
    expect(pair.caller.counters).toMatchObject({ received: 4, strayResponses: 1, keepAlives: 1, malformed: 2 });
    expect(pair.near.ends).toEqual([]);
  });
});

describe('whatever a far end sends', () => {
  it('a call that is placed has exactly one end, within its time-outs', () => {
    const event = fc.record({ status: fc.constantFrom(100, 180, 183, 200, 302, 486, 491, 699), tag: fc.constantFrom('a', 'b', ''), afterMs: fc.nat(20_000), act: fc.constantFrom('none', 'cancel', 'bye', 'reinvite') });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        const { pair, call, answer } = alone();
        for (const { status, tag, afterMs, act } of events) {
          pair.clock.advance(afterMs);
          answer(status, tag);
          if (act === 'reinvite') void call.reinvite(audioSdp(6_000));
          else if (act !== 'none') call[act]();
        }
        if (call.answered) call.bye();
        pair.clock.advance(200_000);
        expect(pair.near.ends).toHaveLength(1);
        expect([pair.clock.pending, pair.caller.activeTransactions]).toEqual([0, 0]);
      }),
    );
  });

  it('an answered call survives any requests in its dialog and still ends once', () => {
    const method = fc.constantFrom('INVITE', 'ACK', 'BYE', 'CANCEL', 'OPTIONS', 'UPDATE', 'INFO', 'NONSENSE');
    const event = fc.record({ method, sequence: fc.nat(5), branch: fc.nat(5), body: fc.constantFrom('', audioSdp(7_000), audioSdp(4_000), 'junk') });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        const pair = new SimulatedPair();
        const { incoming } = pair.establish();
        for (const part of events) {
          pair.network.deliver(openDialogTexts(incoming.id, part), us, peer);
          pair.clock.advance(700);
        }
        incoming.bye();
        pair.clock.advance(200_000);
        expect(pair.far.ends).toHaveLength(1);
        expect(pair.callee.activeTransactions).toBe(0);
      }),
    );
  });
});

it('whatever the network loses, both ends of a call end once and leave nothing behind', () => {
  const losses = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 });
  const plan = fc.record({ losses, latencyMs: fc.nat(900), nearMs: fc.nat(20_000), farMs: fc.nat(20_000), hangUpMs: fc.nat(60_000) });
  fc.assert(
    fc.property(plan, ({ losses: left, latencyMs, nearMs, farMs, hangUpMs }) => {
      const pair = new SimulatedPair();
      pair.network.latencyMs = latencyMs;
      // Eleven lost copies of one BYE would leave the far end talking, rightly: SIP promises no more.
      let byes = 0;
      pair.network.lose = ({ message }) => (left.pop() ?? false) && !(summaryOf(message) === 'BYE' && ++byes > 8);
      pair.near.answer = pair.far.answer = () => ({ ok: true, sdp: audioSdp(6_000) });
      const call = pair.invite();
      pair.clock.schedule(nearMs, () => void call.reinvite(audioSdp(7_000)));
      pair.clock.schedule(farMs, () => void pair.incoming?.reinvite(audioSdp(8_000)));
      pair.clock.schedule(hangUpMs, () => call.bye());
      pair.clock.advance(400_000);
      expect([pair.near.ends.length, pair.far.ends.length]).toEqual([1, pair.incoming === undefined ? 0 : 1]);
      expect([pair.clock.pending, pair.caller.activeTransactions, pair.callee.activeTransactions]).toEqual([0, 0, 0]);
    }),
    { numRuns: 100 },
  );
});
