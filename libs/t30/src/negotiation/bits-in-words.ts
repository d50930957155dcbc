import { bitOf } from '../frame/bits.ts';
import { bitRateOf } from '../line/modem.ts';
import type { PageResolution } from '../page/raster.ts';
import { BIT, readCapabilities } from './capability-bits.ts';
import { readDcs } from './digital-command.ts';

/** The shortest field that settles anything (T.30 5.3.6.2). */
const MIN_FIELD_OCTETS = 3;
const FAMILIES = { v27ter: 'V.27ter', v29: 'V.29', v17: 'V.17' } as const;
const RESOLUTIONS: Readonly<Record<PageResolution, string>> = { standard: '204x98', fine: '204x196', superfine: '204x391', '300': '300x300', '400': '408x391' };
const LENGTHS = { a4: 'A4 long', b4: 'B4 long', unlimited: 'any length' } as const;
const WIDEST = ['215 mm wide', '255 mm wide', '303 mm wide'];

/** What a DIS, DTC or DCS says, as an engineer names it (T.30 table 2); undefined for other frames, and for a field too short to say anything. */
export function bitsInWords(name: string, field: Uint8Array): string | undefined {
  if (field.length < MIN_FIELD_OCTETS) return undefined;
  if (name === 'DCS') return commandInWords(field);
  return name === 'DIS' || name === 'DTC' ? capabilitiesInWords(field) : undefined;
}

function capabilitiesInWords(field: Uint8Array): string | undefined {
  const far = readCapabilities(field);
  if (!far) return undefined;
  const when = (holds: boolean, words: string): string[] => (holds ? [words] : []);
  return [
    ...when(far.canReceive, 'receives'),
    ...when(far.hasDocument, 'has a document to be polled'),
    `${far.families.map((family) => FAMILIES[family]).join(' ')} up to ${far.maxBitRate} bit/s`,
    far.ecm ? `error correction${far.prefers64 ? ' in frames of 64' : ''}` : 'no error correction',
    far.compressions.map((compression) => compression.toUpperCase()).join(' '),
    far.resolutions.map((resolution) => RESOLUTIONS[resolution]).join(' '),
    WIDEST[far.widthsPx.length - 1] ?? '',
    LENGTHS[far.length],
    rowTime([far.scanMs('standard'), far.scanMs('fine')]),
    ...when(far.subAddressing, 'SUB'),
    ...when(far.password, 'PWD'),
    ...when(far.selectivePolling, 'SEP'),
    ...when(bitOf(field, BIT.t38), 'T.38'),
  ].join(', ');
}

function commandInWords(field: Uint8Array): string {
  const { modem, ecm, frameOctets, compression, resolution, widthPx, length, minScanLineMs, foreign } = readDcs(field);
  const family = modem?.slice(0, modem.indexOf('-'));
  return [
    modem ? `${FAMILIES[family === 'v27' ? 'v27ter' : family === 'v29' ? 'v29' : 'v17']} at ${bitRateOf(modem)} bit/s` : 'a reserved speed',
    ecm ? `error correction in frames of ${frameOctets}` : 'no error correction',
    compression.toUpperCase(),
    RESOLUTIONS[resolution],
    `${widthPx} dots wide`,
    LENGTHS[length],
    rowTime([minScanLineMs]),
    ...(foreign ? ['something that no machine of ours has'] : []),
  ].join(', ');
}

function rowTime(timesMs: readonly number[]): string {
  return `${[...new Set(timesMs)].join(' or ')} ms a row`;
}
