import type { ChannelBook, FaxRouter, FaxTransmitter } from '@faxwire/contracts';
import type { Attempt, CoverPage, DialTerms, FailureCause, FaxCommand, FaxState, PageSize, Refusal, Resolution, RetryPolicy, TransmitStep } from '@faxwire/fax';
import type { FactJournal } from './fact-journal.ts';

export type Execution =
  | { readonly ok: true; readonly state: FaxState }
  | { readonly ok: false; readonly refusal: Refusal };

/** The part of the event log that a lifecycle needs. */
export interface FaxRecord {
  load(faxId: string): Promise<FaxState>;
  execute(faxId: string, command: FaxCommand): Promise<Execution>;
}

/** The part of the document store that a lifecycle needs. */
export interface DocumentVault {
  has(tenantId: string, sha256: string): Promise<boolean>;
  /** Writes the decrypted document to a file. */
  materialise(tenantId: string, sha256: string, path: string): Promise<void>;
  putFile(tenantId: string, path: string): Promise<{ readonly sha256: string; readonly bytes: number }>;
}

export type Rendering =
  | { readonly ok: true; readonly pageCount: number; readonly widthPx: number; readonly pageSha256: readonly string[]; readonly renderMs: number }
  | { readonly ok: false; readonly cause: FailureCause; readonly detail: string };

export interface RenderJob {
  readonly inputPath: string;
  /** Documents after the first, in order. */
  readonly attachmentPaths: readonly string[];
  readonly outputPath: string;
  readonly resolution: Resolution;
  readonly pageSize?: PageSize;
  /** What stands on a page before the documents; `date` as it is printed. */
  readonly cover?: CoverPage & { readonly date: string };
}

/** Any documents to fax pages: one multi-page T.6 TIFF. */
export interface PageRenderer {
  render(job: RenderJob): Promise<Rendering>;
}

/** Fax pages, each a TIFF of its own, to one TIFF. */
export interface PageBinder {
  bind(pagePaths: readonly string[], outputPath: string): Promise<void>;
}

/** Runs something inside a telemetry span. */
export type Traced = <Result>(name: string, attributes: Record<string, string | number | boolean>, run: () => Promise<Result>) => Promise<Result>;

type CalledFax = Pick<FaxState, 'faxId' | 'tenantId' | 'phoneNumber' | 'mode'>;

/** Whether and how a number may be dialled, as it is known at this moment. */
export interface Dialling {
  /** @param trunk absent where there is none for the fax */
  termsOf(fax: CalledFax, trunk: string | undefined): Promise<DialTerms>;
  /** What an attempt taught that has ended: all pages confirmed, or with its failure. Never rejects: what is not learnt today is learnt another day. */
  learn(fax: CalledFax, ended: Attempt): Promise<void>;
}

/** What every step needs, wherever it is done. */
interface StepDependencies {
  readonly faxes: FaxRecord;
  readonly documents: DocumentVault;
  readonly router: FaxRouter;
  readonly channels: ChannelBook;
  readonly dialling: Dialling;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** 0 to 1. */
  readonly random: () => number;
  /** A folder for plain pages and documents while they are worked on; emptied at start. */
  readonly scratchDir: string;
  readonly traced: Traced;
}

/** For everything but the call itself. */
export interface BookkeepingDependencies extends StepDependencies {
  readonly renderer: PageRenderer;
  readonly binder: PageBinder;
  /** Documents that this process renders at a time; others wait at rest. */
  readonly rendersAtOnce: number;
  /** Looks at a fax again, soon. */
  readonly wake: (faxId: string) => void;
  readonly policy: RetryPolicy;
  /** Makes one attempt in this process; left out where media workers are processes of their own. */
  readonly transmit?: (faxId: string, step: TransmitStep) => Promise<void>;
}

/** For the call. */
export interface TransmitDependencies extends StepDependencies {
  readonly transmitter: FaxTransmitter;
  /** Keeps confirmed pages while the log is away; without it a call ends that can not record them. */
  readonly journal?: FactJournal;
}
