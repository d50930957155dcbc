import { setTimeout } from 'node:timers/promises';
import type { FailureCause } from '@faxwire/fax';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics, type OpenMetricsContentType } from 'prom-client';
import { maskText } from '../log/mask-text.ts';
import { LineMetrics, type CallDirection } from './line-metrics.ts';

/** Routes are templates of ours; should a caller hand in paths by mistake, the series stay countable. */
const MAX_ROUTES = 200;
/** From a read out of memory to the longest upload, seconds. */
const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];

/** From a quiet network to one on which no modem works, seconds. */
const LATENESS_BUCKETS = [0.001, 0.005, 0.01, 0.02, 0.04, 0.08, 0.2, 1, 5];
/** The rates of T.30. */
const BIT_RATE_BUCKETS = [2_400, 4_800, 7_200, 9_600, 12_000, 14_400];

/** A scrape is given up by Prometheus after 10 s by default; a gauge of a moment ago is better than none. */
const SOURCE_TIMEOUT_MS = 2_000;
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

export interface HandledRequest {
  readonly method: string;
  /** The route's template (`/fax/:faxId`), never the path. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export type EndStatus = 'FaxSent' | 'FaxFailed' | 'FaxCancelled' | 'FaxArrived' | 'FaxIncomingFailed';
export type WebhookOutcome = 'delivered' | 'retried' | 'given_up';

export type FaxTransport = 't38' | 'g711';
/** `recovered`: lost on the way, and read from a later packet. */
export type PacketFate = 'sent' | 'received' | 'lost' | 'recovered' | 'late' | 'refused' | 'foreign' | 'rtp_after_switch';

export interface EndedCall {
  readonly direction: CallDirection;
  /** Of a call that came to a fax; `none` before. */
  readonly transport: FaxTransport | 'none';
  readonly cause?: FailureCause;
  readonly answered: boolean;
}

export interface Lag {
  readonly events: number;
  readonly seconds: number;
}

/** What is looked up when somebody scrapes. A source that fails leaves its gauge as it was. */
export type ScrapeSource = () => Promise<void> | void;

/** Everything we count. Labels are closed sets or configuration: no tenant, no number, nothing a caller makes up. */
export class Metrics {
  readonly registry = openMetricsRegistry();
  readonly contentType = Registry.OPENMETRICS_CONTENT_TYPE;
  /** Calls and their lines, more closely. */
  readonly line = new LineMetrics(this.registry);
  readonly #sources: ScrapeSource[] = [];
  readonly #routes = new Set<string>();
  readonly #requests = this.#histogram('faxwire_http_request_duration_seconds', 'Time from request to answer.', ['method', 'route', 'status_class']);
  readonly #ended = this.#counter('faxwire_faxes_total', 'Faxes that came to an end, by terminal status and cause.', ['status', 'cause']);
  readonly #oldestOpen = this.#gauge('faxwire_open_fax_oldest_age_seconds', 'Age of the oldest fax that has not come to an end and that nobody holds.', []);
  readonly #inUse = this.#gauge('faxwire_channels_in_use', 'Calls at this moment.', ['trunk']);
  readonly #limit = this.#gauge('faxwire_channels_limit', 'Calls that the trunk allows at a time.', ['trunk']);
  readonly #trunkUp = this.#gauge('faxwire_trunk_up', 'Whether a trunk answers when it is asked by OPTIONS: 1 or 0.', ['trunk']);
  readonly #strays = this.#counter('faxwire_media_strays_total', 'Datagrams on media ports: foreign (from elsewhere than the far end, dropped), latched (moved a far end behind an address translator), faults (broke something of ours, dropped).', ['kind']);
  readonly #calls = this.#counter('faxwire_calls_total', 'Calls that ended, by what carried the fax and how they ended; answered says whether somebody picked up.', ['direction', 'transport', 'cause', 'answered']);
  readonly #media = this.#counter('faxwire_media_packets_total', 'Packets of audio and T.38 by what became of them.', ['transport', 'fate']);
  readonly #jitter = this.#quantity('faxwire_audio_jitter_seconds', 'Interarrival jitter of a call in audio at its end (RFC 3550 6.4.1).', { buckets: LATENESS_BUCKETS });
  readonly #slip = this.#quantity('faxwire_audio_slip_seconds', 'The longest that a frame of a call in audio was sent too late.', { buckets: LATENESS_BUCKETS });
  readonly #rate = this.#quantity<'direction'>('faxwire_page_bit_rate', 'Rate at which a confirmed page went over the line, bit/s.', { buckets: BIT_RATE_BUCKETS, labelNames: ['direction'] });
  readonly #noPort = this.#counter('faxwire_media_ports_exhausted_total', 'Calls that found no free media port.', []);
  readonly #pages = this.#counter('faxwire_pages_confirmed_total', 'Pages that a far end confirmed.', []);
  readonly #incoming = this.#counter('faxwire_incoming_calls_total', 'Calls that came in, by what became of them.', ['outcome']);
  readonly #lagEvents = this.#gauge('faxwire_log_lag_events', 'Events that a consumer has not handled yet.', ['consumer']);
  readonly #lagSeconds = this.#gauge('faxwire_log_lag_seconds', 'Age of the oldest event that a consumer has not handled yet.', ['consumer']);
  readonly #deadLetters = this.#counter('faxwire_dead_letters_total', 'Events that a consumer could not handle and set aside.', ['consumer']);
  readonly #backlog = this.#gauge('faxwire_webhook_backlog', 'Deliveries that are due or wait for their next try.', []);
  readonly #deliveries = this.#counter('faxwire_webhook_deliveries_total', 'Webhook tries by outcome.', ['outcome']);

  readonly #sourceTimeoutMs: number;

  constructor(sourceTimeoutMs = SOURCE_TIMEOUT_MS) {
    this.#sourceTimeoutMs = sourceTimeoutMs;
    collectDefaultMetrics({ register: this.registry });
    // From nothing to one is no increase: an alarm would miss the first.
    this.#ended.inc({ status: 'FaxFailed', cause: 'internal_error' }, 0);
  }

  requestHandled({ method, route, status, seconds }: HandledRequest): void {
    this.#requests.observe({ method: METHODS.has(method) ? method : 'other', route: this.#boundedRoute(route), status_class: `${Math.floor(status / 100)}xx` }, seconds);
  }

  /** `cause` only for what failed. */
  faxEnded(status: EndStatus, cause?: FailureCause): void {
    this.#ended.inc({ status, cause: cause ?? 'none' });
  }

  /** 0 where no fax is open. */
  oldestOpenFax(ageSeconds: number): void {
    this.#oldestOpen.set(ageSeconds);
  }

  channels(trunk: string, { inUse, limit }: { readonly inUse: number; readonly limit: number }): void {
    this.#inUse.set({ trunk }, inUse);
    this.#limit.set({ trunk }, limit);
  }

  trunkHealth(trunk: string, isUp: boolean): void {
    this.#trunkUp.set({ trunk }, isUp ? 1 : 0);
  }

  /** What one media port counted in its call. */
  mediaStrays(counted: Readonly<Record<'foreign' | 'latched' | 'faults', number>>): void {
    for (const kind of ['foreign', 'latched', 'faults'] as const) this.#strays.inc({ kind }, counted[kind]);
  }

  /** `cause` is `none` for a call whose pages were all confirmed. */
  callEnded({ direction, transport, cause, answered }: EndedCall): void {
    this.#calls.inc({ direction, transport, cause: cause ?? 'none', answered: String(answered) });
  }

  mediaPackets(transport: FaxTransport, fates: Readonly<Partial<Record<PacketFate, number>>>): void {
    for (const [fate, count] of Object.entries(fates)) this.#media.inc({ transport, fate }, count);
  }

  audioHeard({ jitterMs, slipMs }: { readonly jitterMs: number; readonly slipMs: number }): void {
    this.#jitter.observe(jitterMs / 1000);
    this.#slip.observe(slipMs / 1000);
  }

  pageRate(direction: CallDirection, bitRate: number): void {
    this.#rate.observe({ direction }, bitRate);
  }

  mediaPortsExhausted(): void {
    this.#noPort.inc();
  }

  pagesConfirmed(count = 1): void {
    this.#pages.inc(count);
  }

  /** `outcome` is of a closed set: `answered`, or why the call was refused. */
  incomingCall(outcome: string): void {
    this.#incoming.inc({ outcome });
  }

  /** `consumer` is the name of a consumer group, or `log` for the tail itself. */
  logLag(consumer: string, { events, seconds }: Lag): void {
    this.#lagEvents.set({ consumer }, events);
    this.#lagSeconds.set({ consumer }, seconds);
  }

  /** Once with 0 for each consumer: from nothing to one is no increase. */
  deadLetters(consumer: string, count = 1): void {
    this.#deadLetters.inc({ consumer }, count);
  }

  webhookBacklog(count: number): void {
    this.#backlog.set(count);
  }

  webhookTried(outcome: WebhookOutcome): void {
    this.#deliveries.inc({ outcome });
  }

  /** Called at each scrape, to set gauges that are looked up rather than counted. */
  onScrape(source: ScrapeSource): void {
    this.#sources.push(source);
  }

  /** OpenMetrics text. */
  async text(): Promise<string> {
    const looked = Promise.allSettled(this.#sources.map(async (source) => source()));
    const late = new AbortController();
    await Promise.race([looked, setTimeout(this.#sourceTimeoutMs, undefined, { signal: late.signal }).catch(() => undefined)]);
    late.abort();
    return this.registry.metrics();
  }

  #boundedRoute(route: string): string {
    const template = maskText(route);
    if (!this.#routes.has(template) && this.#routes.size >= MAX_ROUTES) return 'other';
    this.#routes.add(template);
    return template;
  }

  #counter<Label extends string>(name: string, help: string, labelNames: readonly Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  #gauge<Label extends string>(name: string, help: string, labelNames: readonly Label[]): Gauge<Label> {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }

  #quantity<Label extends string>(name: string, help: string, { buckets, labelNames = [] }: { readonly buckets: readonly number[]; readonly labelNames?: readonly Label[] }): Histogram<Label> {
    return new Histogram({ name, help, labelNames, buckets: [...buckets], registers: [this.registry] });
  }

  #histogram<Label extends string>(name: string, help: string, labelNames: readonly Label[]): Histogram<Label> {
    return new Histogram({ name, help, labelNames, buckets: REQUEST_BUCKETS, registers: [this.registry] });
  }
}

function openMetricsRegistry(): Registry<OpenMetricsContentType> {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  return registry;
}
