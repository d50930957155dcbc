import { parseWholeNumber } from '../message/characters.ts';
import { attributeOf, hasAttribute } from './description.ts';
import type { MediaDescription, SdpAttribute } from './description.ts';

export type T38ErrorCorrection = 't38UDPRedundancy' | 't38UDPFEC' | 't38UDPNoEC';

/** ITU-T T.38 annex D. */
export interface T38Parameters {
  readonly version: number;
  readonly maxBitRate: number;
  readonly rateManagement: 'transferredTCF' | 'localTCF';
  readonly fillBitRemoval: boolean;
  readonly transcodingMmr: boolean;
  readonly transcodingJbig: boolean;
  /** Octets the receiver buffers; undefined when not told. */
  readonly maxBuffer: number | undefined;
  /** Longest UDPTL datagram the describing side takes. */
  readonly maxDatagram: number;
  /** In the order written; an offer may list several. */
  readonly errorCorrection: readonly T38ErrorCorrection[];
}

/** What an absent attribute means. 400 octets is what the most widespread peers take for granted. */
export const T38_DEFAULTS: T38Parameters = {
  version: 0,
  maxBitRate: 14_400,
  rateManagement: 'transferredTCF',
  fillBitRemoval: false,
  transcodingMmr: false,
  transcodingJbig: false,
  maxBuffer: undefined,
  maxDatagram: 400,
  errorCorrection: ['t38UDPRedundancy'],
};

const CORRECTIONS: readonly T38ErrorCorrection[] = ['t38UDPRedundancy', 't38UDPFEC', 't38UDPNoEC'];

/** Reads the attributes without regard to case; unreadable values count as absent. */
export function t38ParametersOf(media: MediaDescription): T38Parameters {
  const number = (name: string, max: number) => parseWholeNumber(attributeOf(media, name) ?? '', max);
  const bitRate = number('T38MaxBitRate', 1_000_000) ?? number('T38FaxMaxRate', 1_000_000);
  return {
    version: number('T38FaxVersion', 255) ?? T38_DEFAULTS.version,
    maxBitRate: bitRate ?? T38_DEFAULTS.maxBitRate,
    rateManagement: attributeOf(media, 'T38FaxRateManagement')?.toLowerCase() === 'localtcf' ? 'localTCF' : 'transferredTCF',
    fillBitRemoval: flag(media, 'T38FaxFillBitRemoval'),
    transcodingMmr: flag(media, 'T38FaxTranscodingMMR'),
    transcodingJbig: flag(media, 'T38FaxTranscodingJBIG'),
    maxBuffer: number('T38FaxMaxBuffer', 1_000_000_000),
    maxDatagram: number('T38FaxMaxDatagram', 65_535) || T38_DEFAULTS.maxDatagram,
    errorCorrection: correctionsOf(media),
  };
}

/** Present means on, but some peers write `:0` for off. */
function flag(media: MediaDescription, name: string): boolean {
  return hasAttribute(media, name) && attributeOf(media, name) !== '0';
}

function correctionsOf({ attributes }: MediaDescription): readonly T38ErrorCorrection[] {
  const written = attributes.filter(([name]) => name.toLowerCase() === 't38faxudpec').map(([, value]) => value?.toLowerCase());
  const known = written.flatMap((value) => CORRECTIONS.find((candidate) => candidate.toLowerCase() === value) ?? []);
  return known.length === 0 ? T38_DEFAULTS.errorCorrection : known;
}

export function t38Attributes(parameters: T38Parameters): SdpAttribute[] {
  const bare = (name: string, on: boolean): SdpAttribute[] => (on ? [[name, undefined]] : []);
  return [
    ['T38FaxVersion', String(parameters.version)],
    ['T38MaxBitRate', String(parameters.maxBitRate)],
    ...bare('T38FaxFillBitRemoval', parameters.fillBitRemoval),
    ...bare('T38FaxTranscodingMMR', parameters.transcodingMmr),
    ...bare('T38FaxTranscodingJBIG', parameters.transcodingJbig),
    ['T38FaxRateManagement', parameters.rateManagement],
    ...(parameters.maxBuffer === undefined ? [] : [['T38FaxMaxBuffer', String(parameters.maxBuffer)] as const]),
    ['T38FaxMaxDatagram', String(parameters.maxDatagram)],
    ...parameters.errorCorrection.map((value): SdpAttribute => ['T38FaxUdpEC', value]),
  ];
}

/** Our answer to an offer: the lower version and rate, an error correction that was offered, our own receive sizes. */
export function answerT38(own: T38Parameters, offered: T38Parameters): T38Parameters {
  const shared = offered.errorCorrection.find((value) => own.errorCorrection.includes(value));
  return {
    version: Math.min(own.version, offered.version),
    maxBitRate: Math.min(own.maxBitRate, offered.maxBitRate),
    rateManagement: offered.rateManagement,
    fillBitRemoval: own.fillBitRemoval && offered.fillBitRemoval,
    transcodingMmr: own.transcodingMmr && offered.transcodingMmr,
    transcodingJbig: own.transcodingJbig && offered.transcodingJbig,
    maxBuffer: own.maxBuffer,
    maxDatagram: own.maxDatagram,
    errorCorrection: [shared ?? offered.errorCorrection[0] ?? 't38UDPRedundancy'],
  };
}
