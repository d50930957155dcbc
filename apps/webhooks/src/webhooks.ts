import {
  DEFAULT_RETRY_SCHEDULE, listenForDeliveries, WebhookSender, type ClaimedDelivery, type LinkSettings, type ListeningPool,
  type Queries,
} from '@faxwire/deliveries';
import { failPoint, linkOf, withSpan } from '@faxwire/platform';
import type { AllowList, ResolveAddresses } from '@faxwire/tenancy';
import { systemClock, type Clock } from './delivery/clock.ts';
import type { DeliveryResult } from './delivery/delivery-attempt.ts';
import { WebhookDeliveryWorker } from './delivery/webhook-delivery-worker.ts';
import type { EndpointDirectory, FaxStreams } from './ports.ts';
import { WebhookConsumer } from './webhook-consumer.ts';

/** The part of the configuration that is about webhooks. */
export interface WebhookSettings {
  readonly allowLoopback: boolean;
  readonly allow?: AllowList;
  readonly concurrencyPerEndpoint: number;
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  readonly scheduleSeconds: readonly number[];
}

export interface WebhooksDeps {
  /** `direct` is for the connection that listens: past a pooler. */
  readonly database: { readonly pool: Queries; readonly direct: ListeningPool };
  readonly endpoints: EndpointDirectory;
  readonly faxes: FaxStreams;
  readonly settings: WebhookSettings;
  /** Left out: no endpoint gets links. */
  readonly linking?: LinkSettings;
  readonly onResult?: (result: DeliveryResult) => void;
  readonly onError?: (error: unknown) => void;
  readonly clock?: Clock;
  readonly resolve?: ResolveAddresses;
}

export interface Webhooks {
  readonly consumer: WebhookConsumer;
  readonly worker: WebhookDeliveryWorker;
}

/** Wires the two halves: what is to be told, and the telling. */
export function createWebhooks(deps: WebhooksDeps): Webhooks {
  const { endpoints, faxes, settings, clock = systemClock, onError } = deps;
  const { pool, direct } = deps.database;
  const { allowLoopback, allow = [], timeoutMs, maxResponseBytes, concurrencyPerEndpoint } = settings;
  const schedule = { ...DEFAULT_RETRY_SCHEDULE, delaysMs: settings.scheduleSeconds.map((seconds) => seconds * 1_000) };
  const consumer = new WebhookConsumer({ queries: pool, endpoints, faxes, clock, firstDelayMs: schedule.delaysMs[0] ?? 0 });
  const worker = new WebhookDeliveryWorker({
    queries: pool, endpoints, faxes, schedule, timeoutMs, concurrencyPerEndpoint, clock, failPoint, around: inSpan,
    sender: new WebhookSender({ allowLoopback, allow, timeoutMs, maxResponseBytes, ...(deps.resolve ? { resolve: deps.resolve } : {}) }),
    listen: (onHint) => listenForDeliveries(direct, onHint, onError),
    ...(deps.linking ? { linking: deps.linking } : {}),
    ...(deps.onResult ? { onResult: deps.onResult } : {}),
    ...(onError ? { onError } : {}),
  });
  return { consumer, worker };
}

/** Hours may lie between the event and this attempt: a link, not a child of its span. */
function inSpan({ faxId, eventType, eventId, endpointId, attempt, traceParent }: ClaimedDelivery, run: () => Promise<void>): Promise<void> {
  const attributes = { 'faxwire.event_type': eventType, 'faxwire.webhook_id': eventId, 'faxwire.endpoint_id': endpointId, 'faxwire.attempt': attempt };
  return withSpan('deliver webhook', { faxId, kind: 'PRODUCER', attributes, links: [linkOf(traceParent)] }, run);
}
