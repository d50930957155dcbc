import { isSpanContextValid, trace, type Link, type SpanContext } from '@opentelemetry/api';

/** W3C Trace Context, 3.2: version, trace id, parent id, flags. Later versions may add to it; the first four stay. */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.{0,200})?$/;

/** The active span as a `traceparent`, to be stored with what it causes; undefined outside any span. */
export function currentTraceparent(): string | undefined {
  const span = trace.getActiveSpan()?.spanContext();
  if (!span || !isSpanContextValid(span)) return undefined;
  return `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`;
}

/** Undefined for anything malformed: it came from outside, and a trace is not worth refusing work for. */
export function parseTraceparent(traceparent: string | undefined): SpanContext | undefined {
  const [, traceId = '', spanId = '', flags = '00'] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  const spanContext = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  return isSpanContextValid(spanContext) ? spanContext : undefined;
}

/** A link for work that goes on after a long wait, where a parent would make a trace of days. */
export function linkOf(traceparent: string | undefined): Link | undefined {
  const spanContext = parseTraceparent(traceparent);
  return spanContext && { context: spanContext };
}
