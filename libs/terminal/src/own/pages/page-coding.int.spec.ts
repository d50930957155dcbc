import { encodePage, type Compression, PageDecoder, rowCount } from '@faxwire/t30';
import koffi from 'koffi';
import { SampleFolder } from '../../specimen/sample-document.ts';
import { readFaxDocument } from './fax-document.ts';

/** SpanDSP's own coder and decoder of pages, which work from and to a TIFF. */
const library = koffi.load('libspandsp.so.2');
const bind = (declaration: string) => library.func(declaration) as (...args: unknown[]) => number;
const spandsp = {
  txInit: bind('intptr_t t4_tx_init(void *s, const char *file, int first, int last)'),
  txEncoding: bind('void t4_tx_set_tx_encoding(intptr_t s, int encoding)'),
  txRowBits: bind('void t4_tx_set_min_bits_per_row(intptr_t s, int bits)'),
  txStart: bind('int t4_tx_start_page(intptr_t s)'),
  txChunk: bind('int t4_tx_get_chunk(intptr_t s, _Out_ uint8_t *octets, int most)'),
  txFree: bind('int t4_tx_free(intptr_t s)'),
  rxInit: bind('intptr_t t4_rx_init(void *s, const char *file, int encoding)'),
  rxEncoding: bind('void t4_rx_set_rx_encoding(intptr_t s, int encoding)'),
  rxWidth: bind('void t4_rx_set_image_width(intptr_t s, int width)'),
  rxAcross: bind('void t4_rx_set_x_resolution(intptr_t s, int dotsPerMetre)'),
  rxDown: bind('void t4_rx_set_y_resolution(intptr_t s, int dotsPerMetre)'),
  rxStart: bind('int t4_rx_start_page(intptr_t s)'),
  rxChunk: bind('int t4_rx_put_chunk(intptr_t s, const uint8_t *octets, int length)'),
  rxEnd: bind('int t4_rx_end_page(intptr_t s)'),
  rxFree: bind('int t4_rx_free(intptr_t s)'),
};
const ENCODINGS: Readonly<Record<Compression, number>> = { mh: 1, mr: 2, mmr: 3 };
const R8_DOTS_PER_METRE = 8031;
const FINE_LINES_PER_METRE = 7700;
const MOST_OCTETS = 1_000_000;

/** SpanDSP has the first bit on the line in the lowest bit. */
const turned = (octets: Uint8Array): Uint8Array => octets.map((octet) => Number.parseInt(octet.toString(2).padStart(8, '0').split('').reverse().join(''), 2));

function spandspEncodes(tiffPath: string, compression: Compression, minRowBits: number): Uint8Array {
  const state = spandsp.txInit(null, tiffPath, 0, 0);
  spandsp.txEncoding(state, ENCODINGS[compression]);
  spandsp.txRowBits(state, minRowBits);
  expect(spandsp.txStart(state)).toBe(0);
  const octets = new Uint8Array(MOST_OCTETS);
  const length = spandsp.txChunk(state, octets, MOST_OCTETS);
  spandsp.txFree(state);
  return turned(octets.subarray(0, length));
}

function spandspDecodes(octets: Uint8Array, tiffPath: string, compression: Compression): void {
  const state = spandsp.rxInit(null, tiffPath, ENCODINGS.mmr);
  spandsp.rxEncoding(state, ENCODINGS[compression]);
  spandsp.rxWidth(state, 1728);
  spandsp.rxAcross(state, R8_DOTS_PER_METRE);
  spandsp.rxDown(state, FINE_LINES_PER_METRE);
  spandsp.rxStart(state);
  spandsp.rxChunk(state, turned(octets), octets.length);
  spandsp.rxEnd(state);
  spandsp.rxFree(state);
}

describe('a page between SpanDSP and us', () => {
  let folder: SampleFolder;
  beforeAll(async () => {
    folder = await SampleFolder.create();
  });
  afterAll(() => folder.remove());

  describe.each(['mh', 'mr', 'mmr'] as const)('in %s', (compression) => {
    it.each([0, 96, 288])('is read as SpanDSP coded it, with rows of %i bits at least', async (minRowBits) => {
      const tiff = await folder.document(1);
      const { raster } = (await readFaxDocument(tiff)).page(0);
      const decoder = new PageDecoder({ compression, widthPx: 1728, maxRows: 2000 });
      decoder.push(spandspEncodes(tiff, compression, minRowBits));
      expect(decoder.end()).toEqual({ raster, badRows: 0, longestBadRun: 0, ending: 'marked' });
    });

    it.each([0, 288])('is read by SpanDSP as we coded it, with rows of %i bits at least', async (minRowBits) => {
      const { raster } = (await readFaxDocument(await folder.document(1))).page(0);
      const received = folder.file(`${compression}-${minRowBits}.tif`);
      spandspDecodes(encodePage(raster, { compression, resolution: 'fine', minRowBits }), received, compression);
      const page = (await readFaxDocument(received)).page(0);
      expect(rowCount(page.raster)).toBe(400);
      expect(page.resolution).toBe('fine');
      expect(Buffer.compare(page.raster.octets, raster.octets)).toBe(0);
    });
  });
});
