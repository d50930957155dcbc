import type { FaxIncoming } from '@faxwire/fax';
import type { FaxTerminalOptions } from '@faxwire/terminal';
import type { TrunkConfiguration } from '@faxwire/trunks';
import type { FarT38 } from '../call-media.ts';
import { MAX_SILENCE_SECONDS } from '../protocol-limit.ts';
import { localTcfOf } from '../t38-parameters.ts';

export interface ReceivingTerms {
  readonly trunk: TrunkConfiguration;
  readonly fax: FaxIncoming['data'];
  readonly tiffPath: string;
  /** Undefined in audio. */
  readonly far?: FarT38;
  readonly timeFactor: number;
  readonly maxCallSeconds: number;
}

const MAX_STATION_ID_CHARS = 20;
/** The slowest that T.30 knows; a caller that declares less means something else. */
const MIN_BIT_RATE = 2_400;

/** The receiving machine of a call: what the trunk and the caller's SDP allow. It names itself by the number that was called. */
export function receivingOptions({ trunk, fax, tiffPath, far, timeFactor, maxCallSeconds }: ReceivingTerms): FaxTerminalOptions {
  return {
    role: 'answer',
    receive: { tiffPath },
    stationId: fax.calledNumber.slice(0, MAX_STATION_ID_CHARS),
    maxBitRate: Math.max(Math.min(trunk.t38.maxBitRate, far?.parameters.maxBitRate ?? Infinity), MIN_BIT_RATE),
    v17: true,
    ecm: trunk.t38.ecm,
    compressions: ['mmr', 'mr', 'mh'],
    resolutions: ['standard', 'fine', 'superfine'],
    speed: timeFactor,
    gate: true,
    maxCallSeconds,
    maxSilenceSeconds: MAX_SILENCE_SECONDS,
    ...localTcfOf(far),
  };
}
