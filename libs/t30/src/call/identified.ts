import { readIdentification } from '../frame/identification.ts';
import { readNonStandard } from '../frame/non-standard.ts';
import type { Command } from './command.ts';
import { fieldOfFrame } from './command.ts';
import type { FrameName } from '../frame/fcf.ts';
import type { T30Identification } from './t30-options.ts';

type Text = Exclude<keyof T30Identification, 'nonStandard'>;

const TEXTS: readonly (readonly [Text, FrameName])[] = [
  ['stationId', 'CSI'],
  ['stationId', 'TSI'],
  ['stationId', 'CIG'],
  ['subAddress', 'SUB'],
  ['password', 'PWD'],
  ['senderId', 'SID'],
  ['selectivePolling', 'SEP'],
];

/** What a DIS, DTC or DCS came with. Empty strings are what a machine without a name sends, and say nothing. */
export function identificationOf(command: Command): T30Identification {
  const texts = TEXTS.flatMap(([key, name]) => {
    const field = fieldOfFrame(command, name);
    const text = field && readIdentification(field);
    return text ? [[key, text] as const] : [];
  });
  const own = fieldOfFrame(command, 'NSF') ?? fieldOfFrame(command, 'NSS') ?? fieldOfFrame(command, 'NSC');
  const nonStandard = own && readNonStandard(own);
  return { ...Object.fromEntries(texts), ...(nonStandard ? { nonStandard } : {}) };
}
