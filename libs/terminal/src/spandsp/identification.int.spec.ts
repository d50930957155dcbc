import sharp from 'sharp';
import type { FaxTerminalOptions } from '../fax-terminal.ts';
import { Machine, ORDINARY, runCall, spanDspCalls } from '../specimen/machine-pair.ts';
import { pixelsOf, SampleFolder } from '../specimen/sample-document.ts';
import { loadSpanDsp } from './library.ts';

const spanDsp = spanDspCalls(loadSpanDsp());
/** What the line of text takes at 196 rows an inch: 4 mm. */
const HEADER_ROWS = 32;

let folder: SampleFolder;
let tiffPath: string;
beforeAll(async () => {
  folder = await SampleFolder.create();
  tiffPath = await folder.document(2);
});
afterAll(() => folder.remove());

/** What the far end hears and stores. */
function sent(options: Partial<FaxTerminalOptions>, name: string) {
  const receivedPath = folder.file(`${name}.tif`);
  const caller = new Machine(spanDsp, { ...ORDINARY, role: 'originate', transmit: { tiffPath, firstPage: 0 }, ...options });
  const answerer = new Machine(spanDsp, { ...ORDINARY, role: 'answer', stationId: '+4930222', receive: { tiffPath: receivedPath } });
  runCall(caller, answerer);
  expect(answerer.ending).toMatchObject({ t30Code: 0, pagesConfirmed: 2 });
  return { heard: answerer.facts.find((fact) => fact.type === 'negotiated'), receivedPath };
}

async function rowsOf(path: string, page: number): Promise<string[]> {
  const { data, info } = await sharp(path, { page }).toColourspace('b-w').extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  return Array.from({ length: info.height }, (_, y) => data.subarray(y * info.width, (y + 1) * info.width).toString('base64'));
}

describe('What a sending machine calls itself', () => {
  it.each(['+1 202 555 0100', 'Clinic (Radiology)', '~20 characters, yes~'])('is heard by the far end: %s', (stationId) => {
    expect(sent({ stationId }, 'station').heard).toMatchObject({ remoteStationId: stationId });
  });
});

describe('The line at the top of each page', () => {
  it('stands above the page, which is longer by it; every row of the page arrives as it is', async () => {
    const { receivedPath } = sent({ headerText: 'Clinic', stationId: '+1 202 555 0100' }, 'header');
    for (const page of [0, 1]) {
      const [before, after] = [await rowsOf(tiffPath, page), await rowsOf(receivedPath, page)];
      expect(after.length - before.length).toBe(HEADER_ROWS);
      expect(after.slice(HEADER_ROWS).every((row, y) => row === before[y])).toBe(true);
      expect(new Set(after.slice(0, HEADER_ROWS)).size).toBeGreaterThan(5);
    }
  });

  it('is not there where nothing is to be printed: the pages arrive dot by dot', async () => {
    const { receivedPath } = sent({ stationId: 'Clinic' }, 'plain');
    expect(await pixelsOf(receivedPath)).toEqual(await pixelsOf(tiffPath));
  });
});
