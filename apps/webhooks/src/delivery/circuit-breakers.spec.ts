import { CircuitBreakers } from './circuit-breakers.ts';

const SECOND = 1_000;

function broken(): CircuitBreakers {
  const circuits = new CircuitBreakers();
  for (let n = 0; n < 5; n += 1) circuits.failed('a', 0);
  return circuits;
}

describe('the circuit of an endpoint', () => {
  it('stays closed while failures do not come five in a row', () => {
    const circuits = new CircuitBreakers();
    for (let n = 0; n < 4; n += 1) circuits.failed('a', 0);
    expect(circuits.state('a', 0)).toBe('closed');
    circuits.succeeded('a');
    for (let n = 0; n < 4; n += 1) circuits.failed('a', 0);
    expect([circuits.state('a', 0), circuits.broken()]).toEqual(['closed', []]);
    expect(circuits.nextProbeAt(0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('opens at the fifth, for half a minute, and then lets a probe through', () => {
    const circuits = broken();
    expect([circuits.state('a', 0), circuits.state('a', 30 * SECOND - 1), circuits.state('a', 30 * SECOND)]).toEqual(['open', 'open', 'half_open']);
    expect([circuits.state('b', 0), circuits.nextProbeAt(0)]).toEqual(['closed', 30 * SECOND]);
  });

  it('closes when the probe succeeds', () => {
    const circuits = broken();
    circuits.succeeded('a');
    expect(circuits.state('a', 30 * SECOND)).toBe('closed');
  });

  it('opens for twice as long when the probe fails, up to ten minutes', () => {
    const circuits = broken();
    let now = 0;
    const rests: number[] = [];
    for (let n = 0; n < 7; n += 1) {
      const until = circuits.nextProbeAt(now);
      rests.push((until - now) / SECOND);
      now = until;
      circuits.failed('a', now);
    }
    expect(rests).toEqual([30, 60, 120, 240, 480, 600, 600]);
  });

  it('is not opened for longer by what was under way when it opened', () => {
    const circuits = broken();
    for (let n = 0; n < 10; n += 1) circuits.failed('a', 10 * SECOND);
    expect(circuits.nextProbeAt(0)).toBe(30 * SECOND);
  });

  it('is one of ten thousand at most: the one that failed the longest ago is forgotten', () => {
    const circuits = broken();
    for (let n = 0; n < 10_000; n += 1) circuits.failed(`other_${n}`, 0);
    expect(circuits.state('a', 0)).toBe('closed');
  });
});
