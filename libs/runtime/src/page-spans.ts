import { trace } from '@opentelemetry/api';
import type { FaxEvent } from '@faxwire/fax';

/** Calls under way at a time are bounded by channels; this only guards against a leak. */
const MAX_FOLLOWED = 10_000;

/** A span per page, from the agreement or the page before it to its confirmation, as children of the call under way. */
export class PageSpans {
  readonly #since = new Map<string, number>();

  saw(faxId: string, { type, at, data }: FaxEvent): void {
    if (type === 'PageSent') {
      const span = trace.getTracer('faxwire').startSpan('page', { startTime: this.#since.get(faxId) ?? at, attributes: { 'faxwire.fax_id': faxId } });
      span.setAttributes({ 'faxwire.page': data.page, 'faxwire.bit_rate': data.bitRate, 'faxwire.bad_rows': data.badRows });
      span.end(at);
    }
    if (type === 'PageSent' || type === 'FaxNegotiated') this.#follow(faxId, at);
    else this.#since.delete(faxId);
  }

  #follow(faxId: string, at: number): void {
    const [oldest] = this.#since.keys();
    // The end of a fax is often recorded by another process: the oldest makes room.
    if (oldest !== undefined && this.#since.size >= MAX_FOLLOWED && !this.#since.has(faxId)) this.#since.delete(oldest);
    this.#since.set(faxId, at);
  }
}
