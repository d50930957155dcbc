import { INVITE_TEXT, wire } from '../testing/messages.ts';
import { fuzzMessages } from '../testing/message-fuzz.ts';
import { fuzzSeed } from '../testing/mutation.ts';

const MESSAGES = Number(process.env['FAXWIRE_FUZZ_MESSAGES'] ?? 200_000);

it(`${MESSAGES} changed messages leave both ends of a call standing, and nothing behind`, async () => {
  const seed = fuzzSeed();
  const started = performance.now();
  const report = await fuzzMessages(MESSAGES, { seed, corpus: [wire(INVITE_TEXT)] });
  const [first = 0] = report.heapMiB;
  const last = report.heapMiB.at(-1) ?? 0;
  process.stdout.write(`${JSON.stringify({ ...report, heapMiB: [first, last, Math.max(...report.heapMiB)], seed, seconds: Math.round((performance.now() - started) / 1000) })}\n`);
  expect({ leftOver: report.leftOver, seed }).toEqual({ leftOver: 0, seed });
  expect(last - first).toBeLessThan(64);
}, 3_600_000);
