import { playCalls } from './mutated-calls.ts';
import { recordCall } from './recorded-call.ts';

/** Fewer would mean that the mutations never reach past the first answer. */
const LEAST_ENDINGS = 10;

it('A recorded call is a whole one', () => {
  for (const ecm of [true, false]) {
    const { sender, receiver } = recordCall(ecm);
    expect(sender.length).toBeGreaterThan(60);
    expect(receiver.length).toBeGreaterThan(200);
  }
});

it('Calls that somebody mutates who knows the protocol end by their timers in many ways, and throw nothing', () => {
  const { problems, codes } = playCalls(1, 1500);
  expect(problems).toEqual([]);
  expect(codes.size).toBeGreaterThan(LEAST_ENDINGS);
}, 60_000);
