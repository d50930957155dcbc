import { playCalls } from './mutated-calls.ts';
import { recordCall } from './recorded-call.ts';

/** A bounded sample; the whole is in the fuzz. */
const CALLS = 1000;
/** Fewer would mean that the mutations never reach past the first answer. */
const LEAST_ENDINGS = 10;

it('A recorded call is a whole one', () => {
  for (const ecm of [true, false]) {
    const { sender, receiver } = recordCall(ecm);
    expect(sender.length).toBeGreaterThan(60);
    expect(receiver.length).toBeGreaterThan(150);
  }
});

it('Calls that somebody mutates who knows the protocol end by their timers in many ways, and throw nothing', () => {
  const { problems, codes } = playCalls(1, CALLS);
  expect(problems).toEqual([]);
  expect(codes.size).toBeGreaterThan(LEAST_ENDINGS);
}, 180_000);
