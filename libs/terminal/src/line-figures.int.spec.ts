import type { FaxTerminalOptions } from './fax-terminal.ts';
import type { LineFigures } from './line-figures.ts';
import { loadSpanDsp } from './spandsp/library.ts';
import type { OpenMachineCall } from './specimen/machine-pair.ts';
import { Machine, ORDINARY, runCall, spanDspCalls } from './specimen/machine-pair.ts';
import { OwnCalls } from './specimen/own-calls.ts';
import { SampleFolder } from './specimen/sample-document.ts';

const NOTHING: LineFigures = { failedTrainings: 0, rateChanges: 0, partialPageRequests: 0, retransmittedBlocks: 0, rejectedPages: 0 };
const OF_ECM = { rejectEcmBlocks: 2 } as const;

let folder: SampleFolder;
let tiffPath: string;
const own = new OwnCalls();
const spanDsp = spanDspCalls(loadSpanDsp());

beforeAll(async () => {
  folder = await SampleFolder.create();
  tiffPath = await folder.document(1);
  await own.load(tiffPath);
});
afterAll(() => folder.remove());

/** What both ends counted, of a call to a machine of SpanDSP. */
function figuresOf(open: OpenMachineCall, impairments: FaxTerminalOptions['impairments']): readonly (LineFigures | undefined)[] {
  const caller = new Machine(open, { ...ORDINARY, role: 'originate', transmit: { tiffPath, firstPage: 0 } });
  const answerer = new Machine(spanDsp, { ...ORDINARY, role: 'answer', receive: { tiffPath: folder.file('received.tif') }, ...(impairments && { impairments }) });
  runCall(caller, answerer);
  return [caller.figures, answerer.figures];
}

describe.each([['our own engine', own.open], ['SpanDSP', spanDsp]] as const)('The figures of a line, counted by %s', (_, open) => {
  it('are nothing where nothing went wrong', () => {
    expect(figuresOf(open, undefined)).toEqual([NOTHING, NOTHING]);
  });

  it('tell how often a block was asked for again, and that it was one block', () => {
    const figures = { ...NOTHING, partialPageRequests: 2, retransmittedBlocks: 1 };
    expect(figuresOf(open, OF_ECM)).toEqual([figures, figures]);
  });

  it('tell of each training that failed and each speed that was tried after it', () => {
    const [caller, answerer] = figuresOf(open, { failTraining: true });
    expect(caller).toEqual(answerer);
    expect(caller?.failedTrainings).toBeGreaterThan(2);
    expect(caller?.rateChanges).toBeGreaterThan(2);
  });
});
