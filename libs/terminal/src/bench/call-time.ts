import type { FaxPage } from '@faxwire/t30';
import { rowOctets } from '@faxwire/t30';
import { join } from 'node:path';
import { FaxDocumentWriter } from '../own/pages/fax-document-writer.ts';
import { loadSpanDsp } from '../spandsp/library.ts';
import type { OpenMachineCall } from '../specimen/machine-pair.ts';
import { Machine, ORDINARY, runCall, spanDspCalls } from '../specimen/machine-pair.ts';
import { OwnCalls } from '../specimen/own-calls.ts';
import { randomOf } from '../specimen/rough-line.ts';

export const PAGE_KINDS = ['blank', 'text', 'dense'] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

const WIDTH_PX = 1728;
/** A4 at 7.7 lines a millimetre. */
const ROWS = 2286;

/** An A4 page at fine resolution: nothing, words in rows, or grey all over. */
export function pageOf(kind: PageKind): FaxPage {
  const random = randomOf(7);
  const length = rowOctets(WIDTH_PX);
  const octets = new Uint8Array(length * ROWS);
  for (let at = 0; at < octets.length && kind !== 'blank'; at += 1) {
    const isInk = kind === 'dense' ? random() < 0.28 : Math.floor(at / length) % 40 < 22 && random() < 0.015;
    if (isInk) octets[at] = Math.floor(random() * 256);
  }
  return { raster: { widthPx: WIDTH_PX, octets }, resolution: 'fine' };
}

export async function writePageOf(kind: PageKind, folder: string): Promise<string> {
  const tiffPath = join(folder, `${kind}.tif`);
  const writer = await FaxDocumentWriter.create(tiffPath);
  await writer.append(pageOf(kind));
  await writer.close();
  return tiffPath;
}

/** Protocol seconds of a call with one such page, two machines of an engine on a perfect line, in simulated time. */
export async function callSeconds(kind: PageKind, folder: string): Promise<{ readonly ours: number; readonly spanDsp: number }> {
  const tiffPath = await writePageOf(kind, folder);
  const own = new OwnCalls();
  await own.load(tiffPath);
  const seconds = (open: OpenMachineCall): number => {
    const caller = new Machine(open, { ...ORDINARY, role: 'originate', transmit: { tiffPath, firstPage: 0 } });
    const answerer = new Machine(open, { ...ORDINARY, role: 'answer', receive: { tiffPath: join(folder, `${kind}-received.tif`) } });
    runCall(caller, answerer);
    const ends = [caller.ending, answerer.ending].map((end) => (end && 'protocolSeconds' in end && end.documentConfirmed ? end.protocolSeconds : Number.NaN));
    return Math.max(...ends);
  };
  return { ours: seconds(own.open), spanDsp: seconds(spanDspCalls(loadSpanDsp())) };
}
