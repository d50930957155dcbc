import type { LineFigures } from './line-figures.ts';
import type { AudioLine } from './media/audio-line.ts';

/** The fax machine of one call as the rest of the house sees it: T.38 packets in and out, facts and one ending. */
export interface FaxTerminal {
  /** Starts the protocol clock; nothing is sent before. Once. */
  start(): void;
  /** One packet from the far end with its UDPTL sequence number. Ignored after the end. */
  receive(ifp: Uint8Array, sequence: number): void;
  /** The call is over (BYE seen, or given up): the terminal ends by itself with its result, within seconds. */
  terminate(): void;
}

/** The fax machine of one call in audio: it has the call's UDP socket, sends and hears RTP by itself, and tells the same. */
export interface AudioTerminal extends Pick<FaxTerminal, 'start' | 'terminate'> {
  /** The far end moved its media. */
  redirect(remote: { readonly address: string; readonly port: number }): void;
}

/** Of a sender in audio, where no packets show it: image is on the line, or the command that asks for its confirmation. */
export type LineProgress = 'image' | 'command';

/** What became of the sound of one call. */
export interface AudioCounters {
  readonly packetsSent: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  /** Duplicates, and packets that came after they were given up. */
  readonly packetsLate: number;
  /** Neither G.711 nor from the far end, or more of it than a line carries. */
  readonly packetsRefused: number;
  /** Interarrival jitter (RFC 3550 6.4.1), ms. */
  readonly jitterMs: number;
  /** The longest that a frame was sent too late, ms. */
  readonly slipMs: number;
}

/** Given to `open`: everything the terminal tells. Nothing is told after `onResult` or `onFailed`, of which there is exactly one. */
export interface FaxTerminalListeners {
  /** To be sent now, `copies` times (indicators and ends of data are worth repeating). */
  onPacket(ifp: Uint8Array, copies: number): void;
  /** In audio alone. */
  onProgress?(progress: LineProgress): void;
  /** In audio alone: now and then, and before the end. */
  onAudio?(counters: AudioCounters): void;
  /**
   * With `gate` the protocol stands still until this resolves; a rejection or 30 s ends the call. Our own engine lets the sender of a
   * page with error correction wait instead (RNR), for 60 s of T5.
   */
  onFact(fact: TerminalFact): void | Promise<void>;
  /** Every frame and burst, for the record of an attempt; SpanDSP tells frames alone, in audio alone. Not gated, not answered. */
  onTrace?(entry: TraceEntry): void;
  /** An impaired machine wants the line dropped: the owner sends BYE and calls `terminate`. */
  onHangUp?(): void;
  /** Once, before the result or the failure; not of a call whose process was lost. */
  onFigures?(figures: LineFigures): void;
  onResult(result: TerminalResult): void;
  onFailed(failure: TerminalFailure): void;
}

export type Compression = 'mh' | 'mr' | 'mmr';
/** `300` and `400` (R16 by 15.4 lines/mm, which stands for 400 by 400) are our own engine's alone. */
export type Resolution = 'standard' | 'fine' | 'superfine' | '300' | '400';

export interface NegotiatedFact {
  readonly type: 'negotiated';
  readonly bitRate: number;
  readonly ecm: boolean;
  readonly compression: Compression;
  readonly widthPx: number;
  /** Dots per inch. */
  readonly resolution: { readonly x: number; readonly y: number };
  readonly remoteStationId?: string;
  readonly remoteCountry?: string;
  readonly remoteVendor?: string;
  /** What a calling machine asked for (SUB) and proved (PWD). */
  readonly remoteSubAddress?: string;
  readonly remotePassword?: string;
}

/** Sender: the far end confirmed this page. Receiver: the page is stored and its confirmation is about to be sent. */
export interface PageFact {
  readonly type: 'page';
  /** Page of the document, from 0; a sender that resumed counts from its `firstPage`. */
  readonly index: number;
  readonly confirmed: true;
  readonly bitRate: number;
  readonly badRows: number;
  /** Size of the coded image on the line. */
  readonly bytes: number;
  readonly lengthRows: number;
  readonly ecmRetries: number;
  /** The sender declared it the last one. */
  readonly last: boolean;
  /** Receiver: this page alone as a T.6 TIFF, on disk before this is told. */
  readonly pagePath?: string;
  readonly compression?: Compression;
  /** ECM: blocks of which something was asked for again. */
  readonly retransmittedBlocks?: number;
  /** From the start of its image to its confirmation, protocol time. */
  readonly durationMs?: number;
}

/** One frame of the V.21 channel, or one burst of the image channel. */
export interface TraceEntry {
  /** Protocol time since the start of the call. */
  readonly atMs: number;
  readonly direction: 'sent' | 'received';
  /** As T.30 writes it, such as `DIS` or `PPS-EOP`; `image` for a burst. */
  readonly name: string;
  /** A frame from its address on, without FCS, first bit on the line in the top bit. */
  readonly octets?: Uint8Array;
  /** Received frames: the FCS was right and nothing was missing. */
  readonly intact?: boolean;
  /** Bursts. */
  readonly modem?: string;
  readonly length?: number;
  readonly frames?: number;
}

/** `negotiated` comes again when training or a new document section changed the parameters. */
export type TerminalFact = NegotiatedFact | PageFact;

export interface TerminalResult {
  /** SpanDSP completion code; 0 is success, 49 a call that was ended from outside. */
  readonly t30Code: number;
  readonly pagesConfirmed: number;
  /** The last page of the document was confirmed. This decides, not the code: the good-bye after it may have failed, and a receiver's 0 may lack the confirmation. */
  readonly documentConfirmed: boolean;
  readonly bitRate: number;
  readonly ecm: boolean;
  readonly ecmRetries: number;
  readonly remoteStationId?: string;
  /** Protocol seconds from the start to the end. */
  readonly protocolSeconds: number;
}

/**
 * `crashed`: the process died. `hung`: it stopped answering. `silent`: the far end sent nothing for too long.
 * `call_too_long`: the limit of protocol time. `start_failed`: it could not begin. `unrecorded`: a fact was not acknowledged.
 */
export type TerminalFailureCause = 'crashed' | 'hung' | 'silent' | 'call_too_long' | 'start_failed' | 'unrecorded';

export interface TerminalFailure {
  readonly cause: TerminalFailureCause;
  readonly detail: string;
  readonly pagesConfirmed: number;
  readonly documentConfirmed: boolean;
}

/** Where terminals come from. Rejects with {@link TerminalError}. */
export interface FaxTerminalFactory {
  open(options: FaxTerminalOptions, listeners: FaxTerminalListeners): Promise<FaxTerminal>;
  /** Takes `localTcf`. */
  readonly speaksLocalTcf?: boolean;
  /** T.38 packets since the start by how late they left, one count for each of SLIP_EDGES_MS; our own engine only. */
  readonly slip?: readonly number[];
}

/** Terminals for calls that stay audio. Rejects with {@link TerminalError}; the line is closed then. */
export interface AudioTerminalFactory {
  openAudio(options: FaxTerminalOptions, line: AudioLine, listeners: FaxTerminalListeners): Promise<AudioTerminal>;
}

/** Who calls and sends, calls and polls (`originate` with `receive`), answers and takes, or answers and can be polled (`answer` with `transmit`). */
export interface FaxTerminalOptions {
  /** Who speaks T.30 first: the calling machine waits for DIS, the answering one sends it. */
  readonly role: 'originate' | 'answer';
  /** `firstPage` counts from 0 and is where a resumed fax goes on. */
  readonly transmit?: { readonly tiffPath: string; readonly firstPage: number; readonly pageCount?: number };
  /** Our own engine stores each page by itself too, as `PageFact.pagePath`, beside the whole. */
  readonly receive?: { readonly tiffPath: string };
  /** TSI or CSI: up to 20 of digits, plus and space. */
  readonly stationId: string;
  /** Printed on every page sent, with the date, `stationId` and the page number: over its top by our own engine, above it (4 mm more) by SpanDSP. */
  readonly headerText?: string;
  /** Whom that line names as the receiver; our own engine, which draws it over the top of the page instead. */
  readonly headerTo?: string;
  /** 2400..14400; met by the modem family below it (V.17 14400, V.29 9600, V.27ter 4800). */
  readonly maxBitRate: number;
  readonly v17: boolean;
  readonly ecm: boolean;
  readonly compressions: readonly Compression[];
  readonly resolutions: readonly Resolution[];
  /** Protocol seconds per second of the wall clock: 1 is real time. */
  readonly speed: number;
  /** The protocol waits for each fact to be acknowledged. */
  readonly gate: boolean;
  /** Protocol seconds after which the call is ended. */
  readonly maxCallSeconds: number;
  /** Protocol seconds without a packet after which a waiting machine gives up. */
  readonly maxSilenceSeconds: number;
  readonly impairments?: Impairments;
  /** T38FaxVersion as agreed; 0 when left out, which is what SpanDSP speaks whatever is asked. */
  readonly t38Version?: 0 | 1 | 2 | 3;
  /** Training checks are made at each end instead of being sent (T38FaxRateManagement:localTCF); our own engine only. */
  readonly localTcf?: boolean;
  /** SUB, PWD, SID and SEP of T.30, each up to 20 characters; our own engine only. */
  readonly subAddress?: string;
  readonly password?: string;
  readonly senderId?: string;
  /** A calling machine that receives polls; this says which document. */
  readonly selectivePolling?: string;
}

/** Ways in which the answering machine of a sandbox misbehaves. Pages count from 1. */
export interface Impairments {
  /** Every training check is spoilt, or so many of them: the machine answers "failed to train". */
  readonly failTraining?: boolean | number;
  readonly hangUpAfterPage?: number;
  /** The line drops in the middle of this page. */
  readonly hangUpInPage?: number;
  /** The end-of-document command is not answered: the line drops instead. */
  readonly hangUpBeforeLastConfirm?: boolean;
  /** Goes dumb in the middle of this page and never ends by itself. */
  readonly silentInPage?: number;
  /** Each ECM block is asked for again this many times. */
  readonly rejectEcmBlocks?: number;
}
