export { carrierTrunk, sandboxTrunk, type ConfiguredTrunk } from './configured-trunk.ts';
export { TrunkRouter, pickTrunk, timeFactorOf } from './route.ts';
export { SANDBOX_LINE } from './sandbox-line.ts';
export { TRUNK_DEFAULTS, type AudioCodec, type TrunkConfiguration, type TrunkT38 } from './trunk.ts';
