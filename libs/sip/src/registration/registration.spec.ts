import { DigestAccount } from '../authentication/digest-account.ts';
import { DigestGuard } from '../authentication/digest-guard.ts';
import { headerValue } from '../message/headers.ts';
import { parseMessage } from '../message/parse-message.ts';
import { responseTo } from '../message/response.ts';
import { serialiseMessage } from '../message/serialise-message.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { CALLEE, CALLER, countingRandom, settled } from '../testing/simulated-pair.ts';
import { SimulatedNetwork } from '../testing/simulated-network.ts';
import { OptionsProbe } from '../trunk-health/options-probe.ts';
import { UserAgent } from '../user-agent/user-agent.ts';
import { Registration } from './registration.ts';
import type { SipRequest } from '../message/message.ts';
import type { ResponseParts } from '../message/response.ts';

/** A carrier made by hand that answers as it is told to, at CALLEE; the other place says nothing. */
function carrier(answer: (request: SipRequest, count: number) => ResponseParts | undefined) {
  const clock = new ManualClock();
  const network = new SimulatedNetwork(clock);
  const far = network.transport(CALLEE);
  const requests: SipRequest[] = [];
  far.onMessage((bytes, remote) => {
    const parsed = parseMessage(bytes);
    if (!parsed.ok || parsed.message.kind !== 'request') return;
    requests.push(parsed.message);
    const parts = answer(parsed.message, requests.length);
    if (parts !== undefined) far.send(serialiseMessage(responseTo(parsed.message, parts)), remote);
  });
  const agent = new UserAgent({ transport: network.transport(CALLER), clock, random: countingRandom(1) });
  const states: string[] = [];
  const hops = [{ host: CALLEE, port: 5060 }];
  const common = { clock, random: countingRandom(70), domain: 'carrier.example', user: 'fax', ask: agent.ask.bind(agent), destination: () => Promise.resolve({ hops, hopTimeoutMs: 2_000 }) };
  const registration = new Registration({
    ...common, expiresSeconds: 600, account: new DigestAccount({ username: 'fax', password: 'right' }, countingRandom(90)),
    onState: (state) => states.push(state.kind === 'registered' ? `registered ${state.forSeconds}` : state.detail),
  });
  const probe = new OptionsProbe({ ...common, intervalMs: 30_000, onChange: (isUp) => states.push(isUp ? 'up' : 'down') });
  const pass = async (ms: number) => {
    await settled();
    for (let left = ms; left > 0; left -= 1_000) {
      clock.advance(Math.min(1_000, left));
      await settled();
    }
  };
  return { clock, agent, hops, registration, probe, states, requests, pass, lines: () => requests.map((request) => `${headerValue(request, 'CSeq')} ${headerValue(request, 'Expires')}`) };
}

describe('a registration', () => {
  it('is refreshed before it ends, with the same Call-ID and the next number, and taken back', async () => {
    const { registration, states, pass, lines, requests } = carrier(() => ({ status: 200, headers: [['Expires', '300']] }));
    await registration.start();
    await pass(500_000);
    await registration.stop();
    await pass(1_000);
    expect(states).toEqual(['registered 300', 'registered 300', 'registered 300']);
    expect(lines()).toEqual(['1 REGISTER 600', '2 REGISTER 600', '3 REGISTER 600', '4 REGISTER 0']);
    expect(new Set(requests.map((request) => headerValue(request, 'Call-ID'))).size).toBe(1);
  });

  it('answers a challenge and goes on counting from there', async () => {
    const clock = new ManualClock();
    const guard = new DigestGuard({ realm: 'carrier', clock, random: countingRandom(3), passwordOf: () => 'right' });
    const { registration, pass, lines, states } = carrier((request) => {
      const verdict = guard.check(request);
      return verdict.ok ? { status: 200 } : { status: 401, headers: verdict.headers };
    });
    await registration.start();
    await pass(600_000);
    expect(states).toEqual(['registered 600', 'registered 600']);
    expect(lines()).toEqual(['1 REGISTER 600', '2 REGISTER 600', '3 REGISTER 600']);
  });

  it('is asked for longer where the carrier wants that, and takes what its Contact was given', async () => {
    const contact = ['Contact', `<sip:other@x>;expires=60, <sip:fax@${CALLER}:5060>;expires=900`] as const;
    const { registration, pass, lines, states } = carrier((_request, count) => (count === 1 ? { status: 423, headers: [['Min-Expires', '1800']] } : { status: 200, headers: [contact] }));
    await registration.start();
    await pass(1_000);
    expect([lines(), states]).toEqual([['1 REGISTER 600', '2 REGISTER 1800'], ['registered 900']]);
  });

  it('that fails is tried again after ever longer times', async () => {
    const { registration, pass, states, requests } = carrier(() => ({ status: 500 }));
    await registration.start();
    await pass(30_000 + 60_000 + 120_000 + 5_000);
    expect([requests.length, states[0]]).toEqual([4, '500 Server Internal Error']);
  });

  it('whose connection broke is made anew at once, and not in a hurry where it breaks again', async () => {
    const { registration, pass, requests } = carrier(() => ({ status: 200, headers: [['Expires', '3600']] }));
    registration.flowFailed();
    void registration.start();
    await pass(60_000);
    expect(requests).toHaveLength(1);
    registration.flowFailed();
    await pass(2_000);
    expect(requests).toHaveLength(2);
    for (let second = 0; second < 60; second++) {
      registration.flowFailed();
      await pass(1_000);
    }
    expect(requests.length).toBeLessThanOrEqual(4);
  });

  it('goes to the next server where one says nothing', async () => {
    const { registration, pass, states, hops } = carrier(() => ({ status: 200 }));
    hops.unshift({ host: '192.0.2.77', port: 5060 });
    await registration.start();
    await pass(3_000);
    expect(states).toEqual(['registered 600']);
  });

  it('granted for no time at all is no reason to ask without end', async () => {
    const { registration, pass, requests } = carrier(() => ({ status: 200, headers: [['Expires', '0']] }));
    await registration.start();
    await pass(300_000);
    expect(requests.length).toBeLessThan(12);
  });
});

describe('a carrier that is asked whether it is there', () => {
  it('is down after three silences, up after two answers, whatever they say', async () => {
    let isThere = true;
    const { probe, pass, states } = carrier(() => (isThere ? { status: 405 } : undefined));
    await probe.start();
    await pass(60_000);
    isThere = false;
    await pass(60_000);
    expect(states).toEqual([]);
    await pass(40_000);
    expect([states, probe.isUp]).toEqual([['down'], false]);
    isThere = true;
    await pass(40_000);
    expect(states).toEqual(['down']);
    await pass(30_000);
    expect(states).toEqual(['down', 'up']);
  });

  it('leaves nothing behind when it is asked no more', async () => {
    const { probe, pass, clock, agent } = carrier(() => undefined);
    await probe.start();
    await pass(300);
    probe.stop();
    expect([clock.pending, agent.activeTransactions]).toEqual([0, 0]);
  });
});
