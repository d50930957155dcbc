import type { ModemFamily, PageResolution, T30Document, T30Options } from '@faxwire/t30';
import type { FaxTerminalOptions } from '../fax-terminal.ts';

const V29_BIT_RATE = 9600;
const V29_LEAST_BIT_RATE = 7200;
/** A4, B4 and A3 at 204 dots an inch. */
const WIDTHS_PX = [1728, 2048, 2432] as const;

/** What the port asks for, as T.30 says it. `document` comes with `transmit`. */
export function engineOptions(options: FaxTerminalOptions, document?: T30Document): T30Options {
  const { role, stationId, transmit, subAddress, password, senderId, selectivePolling } = options;
  const identification = { subAddress, password, senderId, selectivePolling };
  const known = Object.entries(identification).filter(([, value]) => value !== undefined);
  return {
    role,
    stationId,
    capabilities: {
      maxBitRate: options.maxBitRate,
      modems: modemsFor(options),
      ecm: options.ecm,
      // Every fax machine reads MH and takes the standard resolution.
      compressions: [...new Set(['mh' as const, ...options.compressions])],
      resolutions: [...new Set<PageResolution>(['standard', ...options.resolutions])],
      widthsPx: WIDTHS_PX,
      subAddressing: true,
      t38: true,
    },
    ...(transmit && document ? { transmit: { document, firstPage: transmit.firstPage } } : {}),
    ...(options.receive ? { receive: true, confirmsStored: true } : {}),
    ...Object.fromEntries(known),
  };
}

/** V.27ter is the floor of T.30; the others where the limit leaves them a speed. */
function modemsFor({ v17, maxBitRate }: FaxTerminalOptions): ModemFamily[] {
  if (v17 && maxBitRate > V29_BIT_RATE) return ['v27ter', 'v29', 'v17'];
  return maxBitRate >= V29_LEAST_BIT_RATE ? ['v27ter', 'v29'] : ['v27ter'];
}
