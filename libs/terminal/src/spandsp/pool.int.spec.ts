import { performance } from 'node:perf_hooks';
import type { Call } from '../specimen/terminals.contract.ts';
import { describeTerminals, Exchange, UNHEARD } from '../specimen/terminals.contract.ts';
import { SpanDspPool } from './pool.ts';

describeTerminals((maxTerminals) => new SpanDspPool({ spares: 0, maxTerminals }));

let exchange: Exchange;
beforeAll(async () => (exchange = await Exchange.open(new SpanDspPool({ spares: 1, maxTerminals: 8 }))));
afterAll(() => exchange.close());

/** A call whose sender's process can be told from all others, stopped at its first fact. */
async function callWithVictim(): Promise<Call & { pid: number }> {
  const own = new SpanDspPool({ spares: 0 });
  let reached: () => void = () => undefined;
  const atFact = new Promise<void>((resolve) => (reached = resolve));
  const inCall = await exchange.call({ from: own, onFact: () => reached() });
  await atFact;
  const [pid = 0] = own.processIds;
  return { ...inCall, pid };
}

describe('Two terminals in processes of their own over UDP', () => {
  it('a killed process is a crashed call at once, and harms no other', async () => {
    // Last of all the victim, whose call is then in its middle.
    const [bystander, victim] = [await exchange.call(), await callWithVictim()];
    const killedAtMs = performance.now();
    process.kill(victim.pid, 'SIGKILL');
    expect(await victim.caller.ended).toMatchObject({ failure: { cause: 'crashed' } });
    expect(performance.now() - killedAtMs).toBeLessThan(5_000);
    victim.answerer.terminal.terminate();
    expect(await bystander.caller.ended).toMatchObject({ result: { t30Code: 0, pagesConfirmed: 3 } });
  });

  it('a frozen process is a hung call within ten seconds, and harms no other', async () => {
    // Last of all the victim, whose call is then in its middle.
    const [bystander, victim] = [await exchange.call(), await callWithVictim()];
    const stoppedAtMs = performance.now();
    process.kill(victim.pid, 'SIGSTOP');
    expect(await bystander.caller.ended).toMatchObject({ result: { t30Code: 0, pagesConfirmed: 3 } });
    expect(await victim.caller.ended).toMatchObject({ failure: { cause: 'hung' } });
    expect(performance.now() - stoppedAtMs).toBeLessThan(10_000);
    victim.answerer.terminal.terminate();
  });

  it('a stop that reaches the whole process group leaves the call in progress to its owner', async () => {
    const { caller, pid } = await callWithVictim();
    process.kill(pid, 'SIGTERM');
    process.kill(pid, 'SIGINT');
    expect(await caller.ended).toMatchObject({ result: { t30Code: 0, pagesConfirmed: 3 } });
  });
});

it('A pool that closes leaves no process', async () => {
  const closing = new SpanDspPool({ spares: 1 });
  await closing.open(exchange.answers(), UNHEARD);
  const pids = closing.processIds;
  await closing.close();
  expect(pids.length).toBeGreaterThan(0);
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});
