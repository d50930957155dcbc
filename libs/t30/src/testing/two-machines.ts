import { T30Call } from '../call/t30-call.ts';
import type { T30Capabilities, T30Document, T30Options } from '../call/t30-options.ts';
import type { FaxPage } from '../page/raster.ts';
import type { LineOptions, PartyRecord, Side } from './simulated-line.ts';
import { SimulatedLine } from './simulated-line.ts';
import { specimenPage } from './specimen-page.ts';

/** A machine with everything. */
export const FULL: T30Capabilities = {
  maxBitRate: 14_400,
  modems: ['v27ter', 'v29', 'v17'],
  ecm: true,
  compressions: ['mh', 'mr', 'mmr'],
  resolutions: ['standard', 'fine', 'superfine', '300', '400'],
  widthsPx: [1728, 2048, 2432],
  subAddressing: true,
  t38: true,
};

export function documentOf(pages: readonly FaxPage[]): T30Document {
  return {
    pageCount: pages.length,
    page: (index) => {
      const page = pages[index];
      if (!page) throw new Error('no such page');
      return page;
    },
  };
}

export const PAGES = [1, 2, 3].map((seed) => specimenPage({ seed }));

export type Overrides = Partial<T30Options>;

export function sender(overrides: Overrides = {}, pages: readonly FaxPage[] = PAGES): T30Options {
  const transmit = { document: documentOf(pages), firstPage: 0 };
  return { role: 'originate', stationId: '+49 30 111', capabilities: FULL, transmit, ...overrides };
}

export function receiver(overrides: Overrides = {}): T30Options {
  return { role: 'answer', stationId: '+49 30 222', capabilities: FULL, receive: true, ...overrides };
}

export interface Conversation {
  readonly caller: PartyRecord;
  readonly answerer: PartyRecord;
  readonly durationMs: number;
}

/** Lets two machines talk until both have ended. */
export function converse(caller: T30Options, answerer: T30Options, line: LineOptions = {}): Conversation {
  const simulated = new SimulatedLine({ caller: new T30Call(caller), answerer: new T30Call(answerer) }, line);
  const records = simulated.run();
  return { ...records, durationMs: simulated.nowMs };
}

/** The pages that a machine received, in order. */
export function pagesOf(record: PartyRecord): FaxPage[] {
  return record.facts.flatMap((fact) => (fact.type === 'page-received' ? [fact.page] : []));
}

/** Whether a machine received exactly these pages, dot by dot. */
export function samePages(record: PartyRecord, pages: readonly FaxPage[]): boolean {
  const received = pagesOf(record);
  const isSame = (page: FaxPage, other: FaxPage | undefined): boolean =>
    other !== undefined &&
    page.resolution === other.resolution &&
    page.raster.widthPx === other.raster.widthPx &&
    page.raster.octets.length === other.raster.octets.length &&
    page.raster.octets.every((octet, at) => octet === other.raster.octets[at]);
  return received.length === pages.length && pages.every((page, at) => isSame(page, received[at]));
}

/** The commands and responses that a machine said, by name. */
export function spoken(record: PartyRecord): string[] {
  return record.facts.flatMap((fact) => (fact.type === 'frame-sent' ? [fact.name] : []));
}

/** Loses these frames of one side: the n-th ones (from 1) of a name; all of them without numbers. */
export function losing(from: Side, isLost: (name: string, nth: number) => boolean, nameOf: (octets: Uint8Array) => string): LineOptions {
  const counts = new Map<string, number>();
  return {
    impair: (signal, side) => {
      if (side !== from || signal.type !== 'frame') return signal;
      const name = nameOf(signal.octets);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      return isLost(name, counts.get(name) ?? 0) ? { ...signal, intact: false } : signal;
    },
  };
}
