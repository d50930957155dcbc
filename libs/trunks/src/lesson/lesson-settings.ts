import { FULL_SETTINGS, lesserOf, type BitRate, type LineSettings, type Resolution } from '@faxwire/fax';

const BIT_RATES: readonly BitRate[] = [14400, 9600, 4800, 2400];
const RESOLUTIONS: readonly Resolution[] = ['standard', 'fine', 'superfine'];

/** As they were stored, by this version or another; undefined for what says nothing that is known. */
export function lessonSettings(stored: unknown): LineSettings | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { maxBitRate, v17, ecm, t38, maxResolution } = stored as Record<string, unknown>;
  const rate = BIT_RATES.find((known) => known === maxBitRate);
  const resolution = RESOLUTIONS.find((known) => known === maxResolution);
  return lesserOf(FULL_SETTINGS, {
    ...(rate && { maxBitRate: rate }), ...(resolution && { maxResolution: resolution }), v17: v17 !== false, ecm: ecm !== false, t38: t38 !== false,
  });
}
