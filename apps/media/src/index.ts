export { ChannelsExhausted } from './channel-limit.ts';
export { createMedia } from './create-media.ts';
export { Media, MediaClosing } from './media.ts';
export { channelsOf, openMedia, openTerminals, sparesOf, type MediaParts, type OpenedMedia, type TransmitFax } from './open-media.ts';
export type { CallSpan, MediaDependencies, MediaFailPoint, MediaLogger, MediaMetrics, WithSpan } from './media-dependency.ts';
