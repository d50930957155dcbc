import type { CompletionCode } from '../call/completion.ts';
import { COMPLETION } from '../call/completion.ts';
import type { T30Capabilities } from '../call/t30-options.ts';
import { bitRateOf } from '../line/modem.ts';
import type { DigitalCommand } from './digital-command.ts';
import type { PageTerms } from './page-terms.ts';
import { BASE_WIDTHS_PX, widthClassOf } from './page-width.ts';
import { familyOf } from './rate-bits.ts';

export type DcsVerdict =
  | { readonly type: 'accepted'; readonly terms: PageTerms }
  /** FTT: the sender chooses another rate. */
  | { readonly type: 'other-rate' }
  /** DCN with this code: it asks for what was not offered. */
  | { readonly type: 'refused'; readonly code: CompletionCode };

/** Each of the receiver's checks of a DCS against its own DIS. */
export function checkDcs(dcs: DigitalCommand, own: T30Capabilities): DcsVerdict {
  if (dcs.foreign) return refused(COMPLETION.incompatible);
  if (dcs.ecm && !own.ecm) return refused(COMPLETION.incompatible);
  if (dcs.compression === 'mmr' && !dcs.ecm) return refused(COMPLETION.incompatible);
  // One-dimensional coding is what every machine reads.
  if (dcs.compression !== 'mh' && !own.compressions.includes(dcs.compression)) return refused(COMPLETION.incompatible);
  if (dcs.resolution !== 'standard' && !own.resolutions.includes(dcs.resolution)) return refused(COMPLETION.resolutionUnsupported);
  if (!offersWidth(dcs, own)) return refused(COMPLETION.sizeUnsupported);
  const { modem, foreign: _foreign, ...form } = dcs;
  if (!modem || bitRateOf(modem) > own.maxBitRate || !own.modems.includes(familyOf(modem))) return { type: 'other-rate' };
  return { type: 'accepted', terms: { ...form, modem } };
}

function offersWidth(dcs: DigitalCommand, own: T30Capabilities): boolean {
  const widthClass = widthClassOf(dcs.widthPx, dcs.resolution) ?? 0;
  const widest = Math.max(0, ...own.widthsPx.map((width) => BASE_WIDTHS_PX.findIndex((base) => base === width)));
  return widthClass <= widest;
}

function refused(code: CompletionCode): DcsVerdict {
  return { type: 'refused', code };
}
