export type {
  AudioCounters,
  AudioTerminal,
  AudioTerminalFactory,
  Compression,
  FaxTerminal,
  FaxTerminalFactory,
  FaxTerminalListeners,
  FaxTerminalOptions,
  Impairments,
  LineProgress,
  NegotiatedFact,
  PageFact,
  Resolution,
  TerminalFact,
  TerminalFailure,
  TerminalFailureCause,
  TerminalResult,
  TraceEntry,
} from './fax-terminal.ts';
export type { LineFigures } from './line-figures.ts';
export type { TerminalErrorCode } from './terminal-error.ts';
export { TerminalError } from './terminal-error.ts';
export type { OwnTerminalsOptions } from './own/own-terminals.ts';
export { OwnTerminals } from './own/own-terminals.ts';
export { SLIP_EDGES_MS, slipQuantileMs } from './own/thread/slip-histogram.ts';
export type { SpanDspPoolOptions } from './spandsp/pool.ts';
export { MAX_AUDIO_SPEED, SpanDspPool } from './spandsp/pool.ts';
export type { AudioSignal } from './media/audio-signal.ts';
export type { AudioCodec } from './media/g711.ts';
export { PAYLOAD_TYPES } from './media/g711.ts';
export type { MediaErrorCode } from './media/media-error.ts';
export { MediaError } from './media/media-error.ts';
export type { MediaAddress, MediaCounters, MediaLatch, MediaSocketOptions } from './media/media-socket.ts';
export { MediaSocket } from './media/media-socket.ts';
export type { RtpChannel, RtpChannelOptions } from './media/rtp-channel.ts';
export type { UdptlChannel, UdptlChannelCounters, UdptlTap } from './media/udptl-channel.ts';
export type { AudioLine } from './media/audio-line.ts';
export type { FaxDocument } from './own/pages/fax-document.ts';
export { readFaxDocument } from './own/pages/fax-document.ts';
export { FaxDocumentWriter, writePage } from './own/pages/fax-document-writer.ts';
export type { PageFileErrorCode } from './own/pages/page-file-error.ts';
export { PageFileError } from './own/pages/page-file-error.ts';
export type { FaxTone } from './media/fax-tone-detector.ts';
