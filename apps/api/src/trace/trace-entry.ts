import type { CallTrace, TraceEntryBody } from '@faxwire/contracts';
import { bitsInWords, frameNameOf, readIdentification } from '@faxwire/t30';

const FCF_AT = 2;
const FIELD_AT = 3;
/** Frames whose field is twenty characters (T.30 5.3.6.2.4 and following). */
const IDENTIFICATIONS: ReadonlySet<string> = new Set(['CSI', 'TSI', 'CIG', 'SUB', 'SID', 'SEP', 'PWD', 'PSA']);
/** A password says who may call: an engineer needs to know that there is one. */
const SECRET = 'PWD';

/** Everything but datagrams, in the order in which it happened. */
export function traceEntries(trace: CallTrace): TraceEntryBody[] {
  const entries: TraceEntryBody[] = [
    ...trace.sip.map(({ atMs, direction, octets }) => sipEntry({ atMs, direction }, Buffer.from(octets, 'base64').toString('utf8'))),
    ...trace.frames.map(({ atMs, direction, octets, intact }) => frameEntry({ atMs, direction }, Buffer.from(octets, 'base64'), intact)),
    ...trace.signals.map(({ atMs, direction, text }) => ({ atMs, direction, kind: 'signal' as const, name: text })),
  ];
  return entries.sort((a, b) => a.atMs - b.atMs);
}

type When = Pick<TraceEntryBody, 'atMs' | 'direction'>;

function sipEntry(when: When, text: string): TraceEntryBody {
  return { ...when, kind: 'sip', name: text.slice(0, text.indexOf('\r\n') >>> 0), text };
}

function frameEntry(when: When, octets: Buffer, intact: boolean): TraceEntryBody {
  const name = octets.length > FCF_AT ? (frameNameOf(octets[FCF_AT] ?? 0) ?? 'unknown') : 'unknown';
  const second = name === 'PPS' || name === 'EOR' ? secondName(octets[FIELD_AT]) : '';
  const field = octets.subarray(FIELD_AT);
  const text = IDENTIFICATIONS.has(name) && name !== SECRET ? readIdentification(field) : bitsInWords(name, field);
  const shown = name === SECRET ? octets.subarray(0, FIELD_AT) : octets;
  return { ...when, kind: 'frame', name: name + second, intact, octets: shown.toString('hex'), ...(text !== undefined && { text }) };
}

/** What a partial page ends: the page, the document, or nothing yet. */
function secondName(fcf: number | undefined): string {
  if (fcf === undefined) return '';
  return fcf === 0 ? '-NULL' : `-${frameNameOf(fcf) ?? 'unknown'}`;
}
