import type { AttemptFailure, FaxMode, LineSettings, Negotiation, PageSent, PhoneNumber, Resolution } from '@faxwire/fax';

/** Which trunk a fax goes over, by configuration alone. */
export interface FaxRouter {
  /** Undefined where no trunk is set up for it. */
  route(fax: Pick<TransmitOrder, 'mode' | 'phoneNumber'>): TrunkRoute | undefined;
}

export interface TrunkRoute {
  readonly trunk: string;
  readonly callerNumber: string;
  /** How many times as fast as ours the far end's clock runs: 1, but for the sandbox carrier. */
  readonly timeFactor: number;
  /** Calls at a time that the trunk allows. */
  readonly channels: number;
  /** Calls at a time to one number; 0: any. */
  readonly callsPerNumber: number;
  /** Whether an attempt can go as audio from the start. */
  readonly leavesT38?: boolean;
}

/** A media worker: a line of its own for a fax that has a channel, and on it one attempt. */
export interface FaxTransmitter {
  /**
   * Waits for a line of this worker and for the pace of the trunk. The caller releases it.
   * @throws the signal's reason when it is aborted first, or `ChannelsExhausted` when too many wait already
   */
  reserve(trunk: string, signal: AbortSignal): Promise<Channel>;
}

export interface Channel {
  /** False once the worker leaves: an attempt begun now would be cut off before it is dialled. */
  readonly isOpen: boolean;
  /**
   * Places the call and transmits. Every fact is reported in order, and the transmission does not go on to the next
   * page before the report was answered: what is recorded is never more than one page behind the far end.
   * Never rejects for anything that the far end does; always ends within the limits of a call.
   */
  transmit(order: TransmitOrder, report: ReportFact): Promise<LineResult>;
  release(): void;
}

export interface TransmitOrder {
  readonly faxId: string;
  readonly attemptId: string;
  readonly mode: FaxMode;
  readonly phoneNumber: PhoneNumber;
  readonly callerNumber: string;
  /** What we call ourselves to the far end (TSI, T.30 5.3.6.2.5); the caller's number where nothing is wished. */
  readonly stationId?: string;
  /** Printed on each page, with the date, our identification and the page number. Without it the pages arrive as they are. */
  readonly headerText?: string;
  /** Multi-page TIFF, T.6, on a disk that the worker can read. */
  readonly pagesPath: string;
  readonly pageCount: number;
  readonly resolution: Resolution;
  /** First page to transmit, 0-based. */
  readonly fromPage: number;
  readonly settings: LineSettings;
  /** Aborted when the attempt was given to another worker, or the process must leave: hangs up at once. */
  readonly signal: AbortSignal;
}

export type LineFact =
  | { readonly type: 'ringing'; readonly sipStatus: number }
  | { readonly type: 'answered'; readonly sipCallId: string }
  | { readonly type: 'negotiated'; readonly negotiation: Negotiation }
  | { readonly type: 'page'; readonly page: Omit<PageSent['data'], 'attemptId'> };

/** Resolves when the fact is durable; rejects when it can not be recorded, and then the call is ended. */
export type ReportFact = (fact: LineFact) => Promise<void>;

/** `trace`: what went over the line, as {@link CallTrace} in JSON, compressed by gzip; left out where nothing did. */
export type LineResult = ({ readonly ok: true } | { readonly ok: false; readonly failure: AttemptFailure }) & { readonly trace?: Uint8Array };
