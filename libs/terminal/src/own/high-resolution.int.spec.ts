import type { FaxPage, PageResolution } from '@faxwire/t30';
import { rowCount, rowOctets } from '@faxwire/t30';
import { Machine, ORDINARY, runCall } from '../specimen/machine-pair.ts';
import { OwnCalls } from '../specimen/own-calls.ts';
import { randomOf } from '../specimen/rough-line.ts';
import { SampleFolder } from '../specimen/sample-document.ts';
import { readFaxDocument } from './pages/fax-document.ts';
import { writePage } from './pages/fax-document-writer.ts';

const ROWS = 120;
const EVERY = ['standard', 'fine', 'superfine', '300', '400'] as const;

let folder: SampleFolder;
beforeAll(async () => (folder = await SampleFolder.create()));
afterAll(() => folder.remove());

function pageOf(resolution: PageResolution, widthPx: number): FaxPage {
  const random = randomOf(widthPx);
  const octets = Uint8Array.from({ length: ROWS * rowOctets(widthPx) }, () => (random() < 0.05 ? Math.floor(random() * 256) : 0));
  return { raster: { widthPx, octets }, resolution };
}

/** Sent from a TIFF and received into one; what the machines agreed on. */
async function send(page: FaxPage, resolutions: readonly (typeof EVERY)[number][], ecm = true) {
  const own = new OwnCalls();
  const [tiffPath, receivedPath] = [folder.file('sent.tif'), folder.file('received.tif')];
  await writePage(tiffPath, page);
  await own.load(tiffPath);
  const caller = new Machine(own.open, { ...ORDINARY, ecm, resolutions: EVERY, role: 'originate', transmit: { tiffPath, firstPage: 0 } });
  const answerer = new Machine(own.open, { ...ORDINARY, ecm, resolutions, role: 'answer', receive: { tiffPath: receivedPath } });
  runCall(caller, answerer);
  await own.save(receivedPath);
  const agreed = answerer.facts.find((fact) => fact.type === 'negotiated');
  return { ending: caller.ending, agreed, received: (await readFaxDocument(receivedPath)).page(0) };
}

describe('A page of more dots', () => {
  it.each([
    ['300', 2592, 300, 300], ['300', 3072, 300, 300], ['300', 3648, 300, 300],
    ['400', 3456, 408, 391], ['400', 4096, 408, 391], ['400', 4864, 408, 391],
    ['fine', 2048, 204, 196], ['superfine', 2432, 204, 391],
  ] as const)('of resolution %s and %i dots across goes from file to file as it is where both ends have that', async (resolution, widthPx, x, y) => {
    const page = pageOf(resolution, widthPx);
    const { ending, agreed, received } = await send(page, EVERY);
    expect([ending, agreed]).toMatchObject([{ t30Code: 0, documentConfirmed: true }, { widthPx, resolution: { x, y } }]);
    expect(received.resolution).toBe(resolution);
    expect(Buffer.compare(received.raster.octets, page.raster.octets)).toBe(0);
  });

  it('goes without error correction too', async () => {
    const page = pageOf('400', 3456);
    const { received } = await send(page, EVERY, false);
    expect(Buffer.compare(received.raster.octets, page.raster.octets)).toBe(0);
  });

  it.each([['300', 2592, 1728], ['400', 4096, 2048]] as const)('of resolution %s and %i dots across is brought down for a machine that has neither', async (resolution, widthPx, lesserPx) => {
    const { ending, received } = await send(pageOf(resolution, widthPx), ['fine']);
    expect(ending).toMatchObject({ t30Code: 0, documentConfirmed: true });
    expect([received.resolution, received.raster.widthPx]).toEqual(['fine', lesserPx]);
    expect(rowCount(received.raster)).toBeLessThan(ROWS);
  });
});
