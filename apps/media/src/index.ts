export { ChannelsExhausted } from './channel-limit.ts';
export { carrierTrunk, sandboxTrunk, type ConfiguredTrunk } from './configured-trunk.ts';
export { createMedia } from './create-media.ts';
export { Media, MediaClosing } from './media.ts';
export type { CallSpan, MediaDependencies, MediaFailPoint, MediaLogger, MediaMetrics, WithSpan } from './media-dependency.ts';
export { TRUNK_DEFAULTS, type AudioCodec, type TrunkConfiguration, type TrunkT38 } from './trunk.ts';
