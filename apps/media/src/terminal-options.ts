import type { TransmitOrder } from '@faxwire/contracts';
import type { Resolution } from '@faxwire/fax';
import type { FaxTerminalOptions } from '@faxwire/terminal';
import type { UdptlSessionOptions } from '@faxwire/t38';
import type { FarT38 } from './call-media.ts';
import { MAX_SILENCE_SECONDS } from './protocol-limit.ts';
import { localTcfOf } from './t38-parameters.ts';
import type { TrunkConfiguration } from '@faxwire/trunks';

/** The slowest that T.30 knows; a far end that declares less means something else. */
const MIN_BIT_RATE = 2_400;

/** T.30 5.3.6.2.5. */
const MAX_STATION_ID_CHARS = 20;
/** What SpanDSP takes. */
const MAX_HEADER_CHARS = 50;

export interface TerminalTerms {
  readonly order: TransmitOrder;
  readonly trunk: TrunkConfiguration;
  /** Undefined in audio. */
  readonly far?: FarT38;
  readonly timeFactor: number;
  readonly maxCallSeconds: number;
}

/** The sending machine of an attempt: what the plan, the trunk and the far end's SDP all allow. */
export function terminalOptions({ order, trunk, far, timeFactor, maxCallSeconds }: TerminalTerms): FaxTerminalOptions {
  const { settings, fromPage, pageCount } = order;
  const bitRate = Math.min(settings.maxBitRate, trunk.t38.maxBitRate, far?.parameters.maxBitRate ?? Infinity);
  return {
    role: 'originate',
    transmit: { tiffPath: order.pagesPath, firstPage: fromPage, pageCount: pageCount - fromPage },
    stationId: identity(order.stationId ?? order.callerNumber, MAX_STATION_ID_CHARS),
    ...(order.headerText !== undefined && { headerText: headerOf(order.headerText, fromPage) }),
    maxBitRate: Math.max(bitRate, MIN_BIT_RATE),
    v17: settings.v17,
    ecm: settings.ecm && trunk.t38.ecm,
    compressions: ['mmr', 'mr', 'mh'],
    resolutions: resolutionsUpTo(settings.maxResolution),
    speed: timeFactor,
    gate: true,
    maxCallSeconds,
    maxSilenceSeconds: MAX_SILENCE_SECONDS,
    ...localTcfOf(far),
  };
}

const RESOLUTIONS: readonly Resolution[] = ['standard', 'fine', 'superfine'];

/** A finer page is brought down by the engine; SpanDSP sends it as it is. */
function resolutionsUpTo(finest: Resolution = 'superfine'): readonly Resolution[] {
  return RESOLUTIONS.slice(0, RESOLUTIONS.indexOf(finest) + 1);
}

const CONTINUED = 'CONTINUED';

/** Who finds the second part of a document on the machine has to see that there is a first. The engine puts the page's number behind. */
function headerOf(text: string, fromPage: number): string {
  return identity(fromPage > 0 ? `${CONTINUED} ${text}` : text, MAX_HEADER_CHARS).trim();
}

/** What was accepted by older rules must not keep a fax from being sent. */
function identity(text: string, maxChars: number): string {
  return [...text].filter((character) => character >= ' ' && character <= '~').join('').slice(0, maxChars);
}

/** How we send on UDPTL; what comes in shows its own form. */
export function udptlOptions(trunk: TrunkConfiguration, { parameters }: FarT38): UdptlSessionOptions {
  const redundancy = parameters.errorCorrection.includes('t38UDPRedundancy') && trunk.t38.redundancy > 0;
  return {
    errorCorrection: redundancy ? 'redundancy' : 'none',
    depth: trunk.t38.redundancy,
    maxDatagramBytes: parameters.maxDatagram,
  };
}
