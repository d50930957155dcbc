import type { LineSettings } from '@faxwire/fax';
import { T38_DEFAULTS, type G711PayloadType, type T38Parameters } from '@faxwire/sip';
import type { IfpVersion } from '@faxwire/t38';
import type { AudioCodec, TrunkConfiguration } from '@faxwire/trunks';
import type { FarT38 } from './call-media.ts';

const SPOKEN_VERSIONS: readonly IfpVersion[] = [0, 1, 2, 3];
const PAYLOAD_TYPE: Readonly<Record<AudioCodec, G711PayloadType>> = { PCMU: 0, PCMA: 8 };

export function payloadTypesOf({ codecs }: TrunkConfiguration): readonly G711PayloadType[] {
  return codecs.map((codec) => PAYLOAD_TYPE[codec]);
}

/** What we declare in SDP on this trunk for an attempt with these settings. */
export function ownT38({ t38 }: TrunkConfiguration, settings: LineSettings): T38Parameters {
  return {
    ...T38_DEFAULTS,
    maxBitRate: Math.min(t38.maxBitRate, settings.maxBitRate),
    maxDatagram: t38.maxDatagramBytes,
    errorCorrection: t38.redundancy > 0 ? ['t38UDPRedundancy'] : ['t38UDPNoEC'],
  };
}

/** For a terminal: who makes its training checks, by what was agreed. */
export function localTcfOf(far: FarT38 | undefined): { readonly localTcf?: true } {
  return far?.parameters.rateManagement === 'localTCF' ? { localTcf: true } : {};
}

/** The syntax of packets in a call: the lower of both versions (T.38 D.2.3.5). */
export function versionWith({ parameters }: FarT38): IfpVersion {
  return SPOKEN_VERSIONS.find((version) => version === Math.min(T38_DEFAULTS.version, parameters.version)) ?? 0;
}
