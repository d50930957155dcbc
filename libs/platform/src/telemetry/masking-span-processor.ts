import type { tracing } from '@opentelemetry/sdk-node';
import { maskText } from '../log/mask-text.ts';

type ReadableSpan = tracing.ReadableSpan;

/** Masks telephone numbers and secrets in everything a span says, ours or an instrumentation's, and hands it on. */
export class MaskingSpanProcessor implements tracing.SpanProcessor {
  readonly #next: readonly tracing.SpanProcessor[];

  constructor(next: readonly tracing.SpanProcessor[]) {
    this.#next = next;
  }

  onStart(...started: Parameters<tracing.SpanProcessor['onStart']>): void {
    for (const processor of this.#next) processor.onStart(...started);
  }

  onEnd(span: ReadableSpan): void {
    if (this.#next.length === 0) return;
    const masked = maskedSpan(span);
    for (const processor of this.#next) processor.onEnd(masked);
  }

  async forceFlush(): Promise<void> {
    await Promise.all(this.#next.map((processor) => processor.forceFlush()));
  }

  async shutdown(): Promise<void> {
    await Promise.all(this.#next.map((processor) => processor.shutdown()));
  }
}

/** The same span seen through masked fields: a finished span is not ours to write to. */
function maskedSpan(span: ReadableSpan): ReadableSpan {
  const { message } = span.status;
  return Object.create(span, {
    name: { value: maskText(span.name), enumerable: true },
    attributes: { value: maskedAttributes(span.attributes), enumerable: true },
    status: { value: message === undefined ? span.status : { ...span.status, message: maskText(message) }, enumerable: true },
    events: { value: span.events.map((event) => ({ ...event, attributes: maskedAttributes(event.attributes ?? {}) })), enumerable: true },
    spanContext: { value: () => span.spanContext() },
  }) as ReadableSpan;
}

function maskedAttributes(attributes: ReadableSpan['attributes']): ReadableSpan['attributes'] {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, maskedAttribute(value)]));
}

function maskedAttribute<Value>(value: Value): Value {
  if (typeof value === 'string') return maskText(value) as Value;
  if (Array.isArray(value)) return value.map((item: unknown) => maskedAttribute(item)) as Value;
  return value;
}
