import { readFaxDocument } from '@faxwire/terminal';
import { TRAINING_AFTER_ANSWER_MS } from './protocol-limit.ts';

/** The slowest rate that a page can go at (T.30, 2.1), bit/s. */
const SLOWEST_BIT_RATE = 2_400;
/** Pages are kept in T.6. In one dimension (MH) they take up to four times as much, and so do four repetitions of every frame in ECM. */
const MOST_EXPANSION = 4;
/** Training at each rate from 14400 down, the commands after the page and their repetitions, a receiver that is not ready (T5, 60 s). */
const PAGE_OVERHEAD_SECONDS = 120;
const BITS = 8;

/** How long a page may take from the confirmation of the one before to its own, seconds of the far end's time. */
export function pageSeconds(octets: number): number {
  return PAGE_OVERHEAD_SECONDS + Math.ceil((octets * BITS * MOST_EXPANSION) / SLOWEST_BIT_RATE);
}

/** How long a call of these pages may take from its answer, seconds of the far end's time. */
export function callSeconds(pages: readonly number[], maxCallSeconds: number): number {
  return Math.min(maxCallSeconds, pages.reduce((sum, octets) => sum + pageSeconds(octets), TRAINING_AFTER_ANSWER_MS / 1_000));
}

/** Octets of each page that is to be sent. Empty where the file is not one of ours: then the terminal will say so, and only the limit of all calls holds. */
export async function pageSizes(pagesPath: string, fromPage: number): Promise<readonly number[]> {
  try {
    const document = await readFaxDocument(pagesPath);
    return Array.from({ length: document.pageCount }, (_, page) => document.octets(page)).slice(fromPage);
  } catch {
    return [];
  }
}
