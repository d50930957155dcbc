import { OwnCoreClock } from './own-core-clock.ts';

function clockOf(): { readonly clock: OwnCoreClock; readonly pass: (wallMs: number, cpuMs: number) => void } {
  const at = { wallMs: 1000, cpuMs: 50 };
  const clock = new OwnCoreClock({ wallMs: () => at.wallMs, cpuMs: () => at.cpuMs });
  const pass = (wallMs: number, cpuMs: number): void => void ((at.wallMs += wallMs), (at.cpuMs += cpuMs));
  return { clock, pass };
}

test('work costs what it took of the processor', () => {
  const { clock, pass } = clockOf();
  pass(30, 12);
  expect(clock.now()).toBe(1012);
  pass(5, 5);
  expect(clock.now()).toBe(1017);
  expect(clock.stolenMs).toBe(18);
});

test('processor time of helper threads beside us does not turn the clock on', () => {
  const { clock, pass } = clockOf();
  pass(10, 14);
  expect(clock.now()).toBe(1010);
});

test('a sleep that lasted as asked passes whole', () => {
  const { clock, pass } = clockOf();
  pass(20, 0);
  expect(clock.wake(1020)).toBe(1020);
});

test('late by work of our own stays late', () => {
  const { clock, pass } = clockOf();
  pass(70, 50);
  expect(clock.wake(1020)).toBe(1070);
});

test('late because the core was another\'s is late by the way of a timer alone', () => {
  const { clock, pass } = clockOf();
  pass(70, 1);
  expect(clock.wake(1020)).toBe(1022);
  expect(clock.stolenMs).toBe(48);
});
