import { ManualClock } from '../testing/manual-clock.ts';
import { CALLEE, CALLER, countingRandom, settled } from '../testing/simulated-pair.ts';
import { SimulatedNetwork } from '../testing/simulated-network.ts';
import { UserAgent } from '../user-agent/user-agent.ts';
import { FlowKeeper } from './flow-keeper.ts';
import type { Remote } from '../transport/transport.ts';

const HOP: Remote = { host: CALLEE, port: 5060 };

async function pass(clock: ManualClock, seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed++) {
    clock.advance(1_000);
    await settled();
  }
}

describe('a way that is kept open', () => {
  it('is used at least as often as asked for, never at the very same beat, and not after the end', async () => {
    const clock = new ManualClock();
    const at: number[] = [];
    const keeper = new FlowKeeper({ clock, random: countingRandom(1), intervalMs: 30_000, hop: () => Promise.resolve(HOP), ping: () => void at.push(clock.now()) });
    keeper.start();
    await pass(clock, 3_000);
    const gaps = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    expect(gaps.length).toBeGreaterThanOrEqual(100);
    expect([Math.min(...gaps) >= 24_000, Math.max(...gaps) <= 30_000, new Set(gaps).size > 3]).toEqual([true, true, true]);
    keeper.stop();
    await pass(clock, 100);
    expect([at.length - gaps.length, clock.pending]).toEqual([1, 0]);
  });

  it('is tried again where its server cannot be found for a while', async () => {
    const clock = new ManualClock();
    let pings = 0;
    let known = false;
    const hop = () => (known ? Promise.resolve(HOP) : Promise.reject(new Error('no DNS')));
    new FlowKeeper({ clock, random: countingRandom(1), intervalMs: 30_000, hop, ping: () => void (pings += 1) }).start();
    await pass(clock, 60);
    known = true;
    await pass(clock, 60);
    expect(pings).toBeGreaterThanOrEqual(2);
  });

  it('over UDP is shown by a double line end, which the far end counts and does not answer', async () => {
    const clock = new ManualClock();
    const network = new SimulatedNetwork(clock);
    const [near, far] = [CALLER, CALLEE].map((host, index) => new UserAgent({ transport: network.transport(host), clock, random: countingRandom(index) }));
    new FlowKeeper({ clock, random: countingRandom(1), intervalMs: 30_000, hop: () => Promise.resolve(HOP), ping: (hop) => near?.keepAlive(hop) }).start();
    await pass(clock, 60);
    expect(far?.counters.keepAlives).toBe(2);
    expect(network.sent).toEqual([]);
  });
});
