import type { Compression } from '../coding/compression.ts';
import type { ImageModem } from '../line/modem.ts';
import type { FaxPage, PageResolution } from '../page/raster.ts';
import type { T30Identification } from './t30-options.ts';

export interface IdentifiedFact extends T30Identification {
  readonly type: 'identified';
}

/** Comes again whenever training or a new section of the document changed something. */
export interface NegotiatedFact {
  readonly type: 'negotiated';
  readonly modem: ImageModem;
  readonly bitRate: number;
  readonly ecm: boolean;
  readonly compression: Compression;
  readonly resolution: PageResolution;
  readonly widthPx: number;
  /** Which way the pages go. */
  readonly direction: 'sent' | 'received';
}

export interface TrainedFact {
  readonly type: 'trained';
  readonly modem: ImageModem;
  readonly passed: boolean;
}

export interface PageFigures {
  /** Page of the document, from 0; a sender that resumed counts from its `firstPage`. */
  readonly index: number;
  readonly modem: ImageModem;
  readonly bitRate: number;
  readonly compression: Compression;
  readonly ecm: boolean;
  readonly resolution: PageResolution;
  readonly widthPx: number;
  readonly rows: number;
  /** Size of the coded image on the line, without resent frames. */
  readonly octets: number;
  /** ECM: frames sent more than once, and blocks of which something was asked for again. */
  readonly retransmittedFrames: number;
  readonly retransmittedBlocks: number;
  /** PPR of this page. */
  readonly ecmRetries: number;
  /** From the start of its image to its confirmation. */
  readonly durationMs: number;
  /** The sender declared it the last one. */
  readonly last: boolean;
}

/** The far end has this page; resending it would print it twice. */
export interface PageSentFact extends PageFigures {
  readonly type: 'page-sent';
  readonly confirmed: 'mcf' | 'rtp' | 'pip';
}

/** Told before its confirmation is said; with `confirmsStored` and error correction, that waits for `T30Call.stored`. */
export interface PageReceivedFact extends PageFigures {
  readonly type: 'page-received';
  readonly page: FaxPage;
  readonly badRows: number;
  readonly quality: 'good' | 'poor';
}

export interface PageRejectedFact {
  readonly type: 'page-rejected';
  readonly index: number;
  readonly direction: 'sent' | 'received';
  readonly badRows: number;
}

/** A frame of the V.21 channel, for the trace; `name` as T.30 writes it, such as `DIS` or `PPS-EOP`. */
export interface FrameFact {
  readonly type: 'frame-sent' | 'frame-received';
  readonly name: string;
  readonly octets: Uint8Array;
  /** Received with a right FCS. */
  readonly intact: boolean;
}

/** A burst of the image channel, for the trace: a training check, a page, or a block of frames. */
export interface BurstFact {
  readonly type: 'burst-sent' | 'burst-received';
  readonly modem: ImageModem;
  readonly octets: number;
  /** ECM only. */
  readonly frames?: number;
}

/** A page fact comes before the utterance that follows from it: MCF is said after its page is told. */
export type T30Fact =
  | IdentifiedFact
  | NegotiatedFact
  | TrainedFact
  | PageSentFact
  | PageReceivedFact
  | PageRejectedFact
  | FrameFact
  | BurstFact;
