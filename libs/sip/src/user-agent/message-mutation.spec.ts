import { INVITE_TEXT, wire } from '../testing/messages.ts';
import { fuzzMessages } from '../testing/message-fuzz.ts';
import { fuzzSeed } from '../testing/mutation.ts';

it('3,000 changed messages leave both ends of a call standing, and nothing behind', () => {
  const seed = fuzzSeed();
  const { messages, leftOver } = fuzzMessages(3_000, { seed, corpus: [wire(INVITE_TEXT)] });
  expect({ messages, leftOver, seed }).toEqual({ messages: 3_000, leftOver: 0, seed });
});
