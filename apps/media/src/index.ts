export { ChannelsExhausted } from './channel-limit.ts';
export { createMedia } from './create-media.ts';
export { IncomingCalls } from './inbound/incoming-calls.ts';
export type { CallOutcome, InboundDependencies, InboundMetrics } from './inbound/inbound-dependency.ts';
export { Media, MediaClosing, type CallTaker, type InboundLine } from './media.ts';
export { channelsOf, openMedia, openTerminals, sparesOf, type MediaParts, type OpenedMedia, type TransmitFax } from './open-media.ts';
export type { CallSpan, MediaDependencies, MediaFailPoint, MediaLogger, MediaMetrics, WithSpan } from './media-dependency.ts';
