import { mutating, randomOf } from './mutation.ts';
import type { Conversation } from './two-machines.ts';
import { converse, documentOf, FULL, receiver, sender } from './two-machines.ts';
import { specimenPage } from './specimen-page.ts';

const SMALL = [specimenPage({ rows: 16 }), specimenPage({ rows: 16, resolution: 'standard' }), specimenPage({ rows: 16, ink: 'noise', resolution: 'standard' })];

/** A call with or without error correction, sent or polled, of one to three pages, on a line that mutates it: one for each seed. */
export function mutatedCall(seed: number): Conversation {
  const random = randomOf(seed);
  const capabilities = { ...FULL, ecm: random() < 0.6 };
  const pages = SMALL.slice(0, 1 + Math.floor(random() * SMALL.length));
  const line = { impair: mutating(random, 3 + random() * 60) };
  if (random() < 0.7) return converse(sender({ capabilities }, pages), receiver(), line);
  const polled = { role: 'answer', stationId: '2', capabilities, transmit: { document: documentOf(pages), firstPage: 0 } } as const;
  return converse({ role: 'originate', stationId: '1', capabilities: FULL, receive: true }, polled, line);
}

/** Nobody may be kept on the line longer than this, whatever comes. */
export const LONGEST_CALL_MS = 3_600_000;

/** What is wrong with such a call, if anything. */
export function problemOf({ caller, answerer, durationMs }: Conversation): string | undefined {
  if (caller.code === undefined || answerer.code === undefined) return 'it has no end';
  return durationMs > LONGEST_CALL_MS ? `it took ${durationMs} ms` : undefined;
}
