import type { Readable } from 'node:stream';
import type { BatchCounts, BatchRequest, EventMeta, FaxSearch } from '@faxwire/event-log';
import type { Download, DownloadOptions, DownloadRefusal } from '@faxwire/outbound';
import type { DialPolicy, FaxCommand, FaxEvent, FaxMode, FaxReceived, FaxState, FaxSummary, Refusal, StatusChange } from '@faxwire/fax';
import type { ListRequest } from './fax/fax-list.ts';
import type { AttemptOutcome, DeliveryBook } from '@faxwire/deliveries';
import type { DocumentEraser, DocumentKind, DocumentStore } from '@faxwire/documents';
import type { AdminRoom } from './admin/admin-room.ts';
import type { RateConfig } from './limit/rate-limits.ts';
import type { AccessTokens, AuditLog, DoNotCallList, KeyBook, KeyMode, NumberBook, Principal, ProofKeys, QuotaUse, SignedLinks, Tenants, WebhookDispatch, WebhookEndpoints } from '@faxwire/tenancy';

/** The fax repository of the event log, as far as the front door needs it. */
export interface FaxLogPort {
  load(faxId: string): Promise<FaxState>;
  execute(
    faxId: string,
    command: FaxCommand,
    options: { readonly tenantId: string; readonly meta: EventMeta },
  ): Promise<{ readonly ok: true; readonly state: FaxState } | { readonly ok: false; readonly refusal: Refusal }>;
  listOfTenant(request: ListRequest & { readonly tenantId: string; readonly mode?: FaxMode }): Promise<readonly FaxSummary[]>;
  receiveAll(faxes: readonly FaxReceived['data'][], meta: EventMeta): Promise<boolean>;
  search(search: FaxSearch): Promise<readonly FaxSummary[]>;
  statusHistories(faxIds: readonly string[]): Promise<ReadonlyMap<string, readonly StatusChange[]>>;
  batchCounts(batch: BatchRequest): Promise<BatchCounts>;
  history(faxId: string, afterVersion: number): Promise<readonly { readonly version: number; readonly event: FaxEvent }[]>;
}

/** The event log's hints of new events; a hint may be lost. */
export interface FaxHints {
  /** A hint of undefined says that some may have been missed. */
  listen(onHint: (hint: { readonly stream: string } | undefined) => void): { stop(): Promise<void> };
}

export type DocumentFinding =
  | { readonly ok: true; readonly kind: DocumentKind }
  | { readonly ok: false; readonly code: string; readonly reason: string };

export interface DocumentIntake {
  /**
   * What a file is (or a short text), by its bytes; a refusal where it cannot be faxed: `DocumentRenderer.examine`, or
   * `inspect` where no renderer is at hand.
   */
  inspect(content: string | Buffer, signal?: AbortSignal): Promise<DocumentFinding>;
  put(tenantId: string, source: Readable | Buffer | string): Promise<{ readonly sha256: string; readonly bytes: number }>;
}

/** Stored documents, to be read and deleted. */
export type DocumentShelf = Pick<DocumentStore, 'get' | 'has' | 'materialise' | 'delete'>;

/** Keys that proofs are signed with. */
export type ProofKeyRing = Pick<ProofKeys, 'signer' | 'published'>;

export interface KeyRing {
  authenticate(presented: string): Promise<Principal | undefined>;
  principalOf(keyId: string, mode: KeyMode): Promise<Principal | undefined>;
}

/** The keys of a tenant, for the tenant itself. */
export type KeyShelf = Pick<KeyBook, 'create' | 'list' | 'find' | 'change' | 'roll' | 'revoke'>;

export type EndpointBook = Pick<
  WebhookEndpoints, 'create' | 'list' | 'get' | 'update' | 'rotate' | 'disableOf' | 'enable' | 'delete' | 'dispatchOf'
>;

export type UrlCheck = (url: string) => { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** RED figures of one finished request. `route` is the template, never the path. */
export interface RequestFigures {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export interface ApiConfig {
  /** Uploads lie in `uploads` in it until they are stored. */
  readonly dataDir: string;
  readonly maxDocumentBytes?: number;
  readonly uploadTimeoutMs?: number;
  readonly heartbeatMs?: number;
  readonly maxStreamsPerTenant?: number;
  /** Absent: nobody is limited. */
  readonly rates?: RateConfig;
  /** Refused keys from one address. Absent: as many as come. */
  readonly failuresPerMinute?: number;
  /** ISO 3166-1 alpha-2: numbers of these are taken from nobody. */
  readonly blockedCountries?: readonly string[];
  /** Whose X-Forwarded-For is believed. */
  readonly trustedProxies?: readonly string[];
}

/** GETs a file from where a tenant says that it lies, as webhooks are sent: to checked addresses only. */
export type DownloadDocument = (url: string, options: Pick<DownloadOptions, 'maxBytes' | 'timeoutMs' | 'signal'>) => Promise<Download | DownloadRefusal>;

export interface ApiDependencies {
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly download: DownloadDocument;
  /** By which a fax is sent, and sent again: what is shown of its next attempt follows from it. */
  readonly policyOf: (fax: Pick<FaxState, 'faxId' | 'tenantId' | 'mode' | 'phoneNumber'>) => Promise<DialPolicy>;
  readonly config: ApiConfig;
  readonly faxLog: FaxLogPort;
  readonly hints: FaxHints;
  readonly documents: DocumentIntake;
  readonly documentStore: DocumentShelf;
  /** Deletes what no fax names any more. */
  readonly documentEraser: Pick<DocumentEraser, 'erase'>;
  /** What the fax has taught of its destination goes with its personal data. */
  readonly forgetLessons: (faxId: string) => Promise<void>;
  readonly proofKeys: ProofKeyRing;
  readonly apiKeys: KeyRing;
  readonly accessTokens: AccessTokens;
  /** What opens a document without a key. */
  readonly links: Pick<SignedLinks, 'verifyLink'>;
  readonly keyBook: KeyShelf;
  readonly tenants: Pick<Tenants, 'record' | 'change' | 'settings'>;
  readonly numbers: Pick<NumberBook, 'list' | 'owns'>;
  readonly doNotCall: Pick<DoNotCallList, 'list' | 'find' | 'among' | 'add' | 'remove'>;
  readonly audit: Pick<AuditLog, 'record' | 'list'>;
  readonly quotaUse: Pick<QuotaUse, 'exhausted'>;
  /** Absent: no root key is configured, and there is no admin API. */
  readonly admin?: AdminRoom;
  readonly webhookEndpoints: EndpointBook;
  readonly checkWebhookUrl: UrlCheck;
  readonly deliveries: Pick<DeliveryBook, 'list' | 'find' | 'missed' | 'resend' | 'resendAll' | 'acknowledge'>;
  /** Sends a test, the way webhooks are sent. */
  readonly pingWebhook: (dispatch: WebhookDispatch) => Promise<AttemptOutcome & { readonly webhookId: string }>;
  /** Wakes the fax's lifecycle. May fail or get lost: that only delays. */
  readonly nudge: (faxId: string) => void | Promise<void>;
  readonly observeRequest?: (figures: RequestFigures) => void;
  /** Told of every error that is ours. */
  readonly onFault: (error: unknown, requestId: string) => void;
}

/** Injection token. */
export const API_DEPENDENCIES = Symbol('ApiDependencies');
