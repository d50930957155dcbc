import type { FaxPage, T30Document } from '@faxwire/t30';
import { rowCount } from '@faxwire/t30';
import { documentPart } from './document-part.ts';

const WIDTH_PX = 1728;
const ROWS = 100;
const HEADER_ROWS = 30;
const page: FaxPage = { raster: { widthPx: WIDTH_PX, octets: new Uint8Array((WIDTH_PX / 8) * ROWS).fill(0x11) }, resolution: 'fine' };
const document: T30Document = { pageCount: 5, page: () => page };
const at = new Date(Date.UTC(2026, 4, 6, 7, 8));

describe('What a call sends of a document', () => {
  it('ends after the pages that were asked for', () => {
    expect(documentPart(document, { transmit: { firstPage: 1, pageCount: 2 }, stationId: '', at }).pageCount).toBe(3);
    expect(documentPart(document, { transmit: { firstPage: 1 }, stationId: '', at }).pageCount).toBe(5);
    expect(documentPart(document, { transmit: { firstPage: 4, pageCount: 9 }, stationId: '', at }).pageCount).toBe(5);
  });

  it('is as it was where no line is to be printed', () => {
    expect(documentPart(document, { transmit: { firstPage: 0 }, stationId: '+49', at }).page(0)).toBe(page);
  });

  it('has a line over the top of each page, another on each, and is no longer by it', () => {
    const part = documentPart(document, { transmit: { firstPage: 0 }, headerText: 'Clinic', headerTo: '+49', stationId: '+1 202', at });
    const [first, second] = [part.page(0).raster, part.page(1).raster];
    expect(rowCount(first)).toBe(ROWS);
    const below = (HEADER_ROWS * WIDTH_PX) / 8;
    expect(first.octets.subarray(below)).toEqual(page.raster.octets.subarray(below));
    expect(Buffer.compare(first.octets, page.raster.octets)).not.toBe(0);
    expect(Buffer.compare(first.octets, second.octets)).not.toBe(0);
  });
});
