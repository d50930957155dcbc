import { INVITE_TEXT, wire } from '../testing/messages.ts';
import { fuzzMessages } from '../testing/message-fuzz.ts';
import { fuzzSeed } from '../testing/mutation.ts';

it('2,000 changed messages leave both ends of a call standing, and nothing behind', async () => {
  const seed = fuzzSeed();
  const { messages, leftOver } = await fuzzMessages(2_000, { seed, corpus: [wire(INVITE_TEXT)] });
  expect({ messages, leftOver, seed }).toEqual({ messages: 2_000, leftOver: 0, seed });
});
