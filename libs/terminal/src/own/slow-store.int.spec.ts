import { loadSpanDsp } from '../spandsp/library.ts';
import type { OpenMachineCall } from '../specimen/machine-pair.ts';
import { Machine, ORDINARY, runCall, spanDspCalls } from '../specimen/machine-pair.ts';
import { OwnCalls } from '../specimen/own-calls.ts';
import { pixelsOf, SampleFolder } from '../specimen/sample-document.ts';

const TICKS_PER_SECOND = 50;
const own = new OwnCalls();
const spanDsp = spanDspCalls(loadSpanDsp());
let folder: SampleFolder;
let tiffPath: string;

beforeAll(async () => {
  folder = await SampleFolder.create();
  tiffPath = await folder.document(2);
  await own.load(tiffPath);
});
afterAll(() => folder.remove());

/** Our own machine receives, and every page of it is on record after so many seconds. */
function call(open: OpenMachineCall, seconds: number) {
  const receivedPath = folder.file(`received-${seconds}.tif`);
  const caller = new Machine(open, { ...ORDINARY, role: 'originate', transmit: { tiffPath, firstPage: 0 } });
  const answerer = new Machine(own.open, { ...ORDINARY, role: 'answer', receive: { tiffPath: receivedPath }, gate: true });
  // What was negotiated comes first, and is on record at once.
  answerer.onFact = () => (answerer.recordingTicks = seconds * TICKS_PER_SECOND);
  runCall(caller, answerer);
  return { caller, answerer, receivedPath };
}

describe.each([['our own engine', own.open], ['SpanDSP', spanDsp]] as const)('A store that is slow, and %s as sender', (_, open) => {
  it.each([20])('costs no page when it takes %i s', async (seconds) => {
    const { caller, answerer, receivedPath } = call(open, seconds);
    expect([caller.ending, answerer.ending]).toMatchObject([{ t30Code: 0, pagesConfirmed: 2 }, { t30Code: 0, pagesConfirmed: 2 }]);
    await own.save(receivedPath);
    expect(await pixelsOf(receivedPath)).toEqual(await pixelsOf(tiffPath));
  });

  it('ends the call when it takes longer than any sender waits, and the page is not confirmed', () => {
    const { caller, answerer } = call(open, 80);
    expect(answerer.ending).toMatchObject({ type: 'gave-up', cause: 'unrecorded' });
    expect(caller.facts.some(({ type }) => type === 'page')).toBe(false);
  });
});
