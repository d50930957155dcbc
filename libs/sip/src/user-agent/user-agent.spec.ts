import { faxSdp } from '../testing/call-log.ts';
import { CALLEE, CALLER, SimulatedPair } from '../testing/simulated-pair.ts';
import { INVITE_TEXT, wire } from '../testing/messages.ts';
import { openDialogTexts } from '../testing/peer.ts';
import { summaryOf } from '../testing/simulated-network.ts';

describe('a request that fits no call', () => {
  function ask(lines: readonly string[], from = { host: CALLER, port: 5060 }) {
    const pair = new SimulatedPair({ maxCalls: 1 });
    const send = (text: readonly string[]) => {
      pair.network.deliver(wire(text), from, { host: CALLEE, port: 5060 });
      pair.clock.advance(10);
    };
    send(lines);
    const replies = () => pair.network.sent.filter((sent) => sent.from === CALLEE);
    return { pair, send, replies, statuses: () => replies().map(({ message }) => summaryOf(message)) };
  }
  const as = (method: string, branch = 'z9hG4bKx') => INVITE_TEXT.map((line) => line.replace('INVITE', method).replace('z9hG4bKa1', branch));
  const toTagged = (method: string) => as(method).map((line) => (line.startsWith('To:') ? `${line};tag=none` : line));

  it.each([
    ['OPTIONS', as('OPTIONS'), '200 OPTIONS'],
    ['BYE', as('BYE'), '481 BYE'],
    ['CANCEL', as('CANCEL'), '481 CANCEL'],
    ['BYE of an unknown dialog', toTagged('BYE'), '481 BYE'],
    ['re-INVITE of an unknown dialog', toTagged('INVITE'), '481 INVITE'],
    ['REGISTER', as('REGISTER'), '405 REGISTER'],
    ['an unknown method', as('NEWMETHOD'), '501 NEWMETHOD'],
    ['a required extension', [...as('INVITE'), 'Require: precondition'], '420 INVITE'],
    ['a URI scheme we do not know', as('INVITE').map((line) => line.replace('INVITE sip:', 'INVITE soap.beep:')), '416 INVITE'],
    ['no Contact', as('INVITE').filter((line) => !line.startsWith('Contact')), '400 INVITE'],
  ])('%s', (_name, lines, expected) => {
    expect(ask(lines).statuses()).toEqual([expected]);
  });

  it('of a body that is no SDP', () => {
    const { pair, statuses } = ask([]);
    const lines = [...as('INVITE').filter((line) => !line.startsWith('Content-Length')), 'Content-Type: text/plain'];
    pair.network.deliver(wire(lines, 'hello'), { host: CALLER, port: 5060 }, { host: CALLEE, port: 5060 });
    pair.clock.advance(10);
    expect(statuses()).toEqual(['415 INVITE']);
  });

  it('is answered again from the transaction when it is repeated', () => {
    const { send, statuses, pair } = ask(as('OPTIONS'));
    send(as('OPTIONS'));
    expect(statuses()).toEqual(['200 OPTIONS', '200 OPTIONS']);
    expect(pair.callee.counters.received).toBe(2);
  });

  it('of an older peer, without the branch cookie, is matched by its other values', () => {
    const { pair, send, statuses } = ask([]);
    pair.onArrival((incoming) => incoming.refuse(486));
    const old = as('INVITE').map((line) => line.replace(';branch=z9hG4bKx', ''));
    send(old);
    send(old);
    const tag = pair.network.sent.at(-1)?.message.headers.find(([name]) => name === 'To')?.[1] ?? '';
    send(old.map((line) => (line.startsWith('To:') ? `To: ${tag}` : line.replace('INVITE', 'ACK'))));
    pair.clock.advance(60_000);
    expect(statuses()).toEqual(['100 INVITE', '486 INVITE', '486 INVITE']);
    expect(pair.callee.counters.strayAcks).toBe(0);
  });

  it('is a stray ACK and only counted', () => {
    const { pair, statuses } = ask(as('ACK'));
    expect(statuses()).toEqual([]);
    expect(pair.callee.counters.strayAcks).toBe(1);
  });

  it('is a second copy of an INVITE by another path', () => {
    const { pair, send, replies } = ask([]);
    pair.onArrival((incoming) => incoming.ring());
    send(as('INVITE', 'z9hG4bKone'));
    send(as('INVITE', 'z9hG4bKtwo'));
    expect(replies().map(({ message }) => summaryOf(message))).toEqual(['100 INVITE', '180 INVITE', '482 INVITE']);
  });

  it('is one call too many', () => {
    const { pair, send, statuses } = ask([]);
    pair.onArrival(() => undefined);
    send(as('INVITE', 'z9hG4bKone'));
    send(as('INVITE', 'z9hG4bKtwo').map((line) => line.replace('c1@', 'c2@')));
    expect(statuses()).toEqual(['100 INVITE', '503 INVITE']);
    expect(pair.callee.counters.overLimit).toBe(1);
  });

  it('goes back to where it came from although its Via names a third party', () => {
    const { replies } = ask(as('OPTIONS').map((line) => line.replace('192.0.2.1:5060;branch=z9hG4bKx;rport', '203.0.113.5:9;branch=z9hG4bKx;received=203.0.113.6')));
    expect(replies().map(({ to }) => to)).toEqual([CALLER]);
  });
});

describe('an INVITE without an offer', () => {
  const invite = INVITE_TEXT.map((line) => line.replace('c1@', 'late@'));
  function arrive(ackBody: string) {
    const pair = new SimulatedPair();
    const deliver = (bytes: Uint8Array) => {
      pair.network.deliver(bytes, { host: CALLER, port: 5060 }, { host: CALLEE, port: 5060 });
      pair.clock.advance(10);
    };
    deliver(wire(invite));
    const tag = pair.network.sent.at(-1)?.message.headers.find(([name]) => name === 'To')?.[1] ?? '';
    const ack = invite.flatMap((line) => (line.startsWith('Content-Length') ? [] : [line.replace('INVITE', 'ACK').replace('z9hG4bKa1', 'z9hG4bKack')]));
    deliver(wire(ack.map((line) => (line.startsWith('To:') ? `To: ${tag}` : line)), ackBody));
    return pair;
  }

  it('gets our offer and brings its answer in the ACK', () => {
    const pair = arrive(faxSdp(4_002));
    expect(pair.incoming?.offer).toBeUndefined();
    expect([pair.far.lines, pair.far.sdps]).toEqual([['answered'], [faxSdp(4_002)]]);
  });

  it('is hung up when the ACK brings none', () => {
    const pair = arrive('');
    pair.clock.advance(40_000);
    expect(pair.far.ends).toEqual([{ kind: 'protocol', detail: 'no SDP in INVITE nor ACK' }]);
  });
});

describe('a flood of requests', () => {
  it('is refused without state beyond the limit, and a live call is still heard', () => {
    const pair = new SimulatedPair({ maxTransactions: 10 });
    const { incoming } = pair.establish();
    pair.network.lose = ({ from }) => from === CALLEE;
    for (let count = 0; count < 50; count++) {
      const flood = INVITE_TEXT.map((line) => line.replace('INVITE', 'OPTIONS').replace('z9hG4bKa1', `z9hG4bKflood${count}`));
      pair.network.deliver(wire(flood), { host: CALLER, port: 5060 }, { host: CALLEE, port: 5060 });
    }
    pair.clock.advance(10);
    const statuses = pair.network.summary.filter((kind) => kind.endsWith(' OPTIONS'));
    expect(statuses.filter((kind) => kind === '503 OPTIONS')).toHaveLength(41);
    expect(pair.callee.counters.overLimit).toBe(41);
    pair.network.deliver(openDialogTexts(incoming.id, { method: 'BYE', sequence: 9, branch: 1, body: '' }), { host: CALLER, port: 5060 }, { host: CALLEE, port: 5060 });
    pair.clock.advance(10);
    expect(pair.far.ends).toEqual([{ kind: 'remote_bye' }]);
  });

  it('leaves nothing behind once its transactions are over', () => {
    const pair = new SimulatedPair();
    for (let count = 0; count < 50; count++) {
      const flood = INVITE_TEXT.map((line) => line.replace('INVITE', 'BYE').replace('z9hG4bKa1', `z9hG4bKflood${count}`));
      pair.network.deliver(wire(flood), { host: CALLER, port: 5060 }, { host: CALLEE, port: 5060 });
    }
    pair.clock.advance(40_000);
    expect([pair.clock.pending, pair.callee.activeTransactions]).toEqual([0, 0]);
  });

  it('of INVITEs while we drain gets one 503 each and no repeats', () => {
    const pair = new SimulatedPair();
    pair.callee.drain();
    pair.network.deliver(wire(INVITE_TEXT), { host: '203.0.113.1', port: 5060 }, { host: CALLEE, port: 5060 });
    pair.clock.advance(60_000);
    expect(pair.network.summary).toEqual(['INVITE', '503 INVITE']);
    expect(pair.callee.activeTransactions).toBe(0);
  });
});
