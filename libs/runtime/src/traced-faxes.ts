import type { FaxCommand, FaxEvent, FaxState } from '@faxwire/fax';
import { type Executed } from '@faxwire/event-log';
import type { FaxRecord, Traced } from '@faxwire/lifecycle';
import { currentTraceparent, linkOf, withSpan, type SpanOptions } from '@faxwire/platform';
import type { Foundation } from './foundation.ts';
import { PageSpans } from './page-spans.ts';

/** Up to here a step belongs to the request that it follows from; later it starts a trace of its own with a link back. */
const SAME_TRACE_MS = 60_000;

/** The faxes of the log as the lifecycle uses them: every append knows its trace, every end is counted. */
export class TracedFaxes implements FaxRecord {
  readonly #base: Foundation;
  readonly #pages = new PageSpans();

  constructor(base: Foundation) {
    this.#base = base;
  }

  load(faxId: string): Promise<FaxState> {
    return this.#base.faxLog.load(faxId);
  }

  async execute(faxId: string, command: FaxCommand): Promise<Executed> {
    const traceparent = currentTraceparent();
    const executed = await this.#base.faxLog.execute(faxId, command, traceparent === undefined ? {} : { meta: { traceparent } });
    if (executed.ok) executed.events.forEach(({ event }) => this.#count(event));
    if (executed.ok) executed.events.forEach(({ event }) => this.#pages.saw(faxId, event));
    return executed;
  }

  readonly traced: Traced = async (name, attributes, run) => {
    const faxId = String(attributes['fax.id']);
    return withSpan(name, { faxId, ...(await this.#origin(faxId)) }, run);
  };

  /** Where the fax came from: the trace of the request that created it. */
  async #origin(faxId: string): Promise<SpanOptions> {
    const [received] = await this.#base.faxLog.history(faxId);
    const traceparent = received?.meta.traceparent;
    if (!received || !traceparent) return {};
    return this.#base.now() - received.event.at < SAME_TRACE_MS ? { parent: traceparent } : { links: [linkOf(traceparent)] };
  }

  #count(event: FaxEvent): void {
    if (event.type === 'FaxSent' || event.type === 'FaxCancelled' || event.type === 'FaxArrived') this.#base.metrics.faxEnded(event.type);
    if (event.type === 'FaxFailed' || event.type === 'FaxIncomingFailed') this.#base.metrics.faxEnded(event.type, event.data.cause);
  }
}
