import { ROOT_CONTEXT, SpanKind, SpanStatusCode, context, trace, type Attributes, type Context, type Link, type Span } from '@opentelemetry/api';
import { contextOfFax } from './fax-context.ts';
import { parseTraceparent } from './traceparent.ts';

const TRACER_NAME = 'faxwire';

export interface SpanOptions {
  /** Numbers in them are masked before a span leaves; still, nothing a tenant wrote belongs here. */
  readonly attributes?: Attributes;
  readonly links?: readonly (Link | undefined)[];
  /** A stored or received `traceparent` to go on from, instead of the active span. A malformed one is ignored. */
  readonly parent?: string | undefined;
  readonly faxId?: string;
  readonly kind?: keyof typeof SpanKind;
}

/** Runs `work` in a span that ends with it; what it throws is recorded on the span and thrown on. */
export async function withSpan<Result>(name: string, options: SpanOptions, work: (span: Span) => Promise<Result> | Result): Promise<Result> {
  const parent = parentOf(options);
  const attributes = { ...options.attributes, ...(options.faxId === undefined ? {} : { 'faxwire.fax_id': options.faxId }) };
  const links = (options.links ?? []).filter((link) => link !== undefined);
  const span = trace.getTracer(TRACER_NAME).startSpan(name, { attributes, links, kind: SpanKind[options.kind ?? 'INTERNAL'] }, parent);
  return context.with(trace.setSpan(parent, span), async () => {
    try {
      return await work(span);
    } catch (error) {
      recordFailure(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

function parentOf({ parent, faxId }: SpanOptions): Context {
  const remote = parseTraceparent(parent);
  const base = remote ? trace.setSpanContext(ROOT_CONTEXT, remote) : context.active();
  return faxId === undefined ? base : contextOfFax(base, faxId);
}

function recordFailure(span: Span, error: unknown): void {
  const failure = error instanceof Error ? error : new Error(String(error));
  span.recordException(failure);
  span.setStatus({ code: SpanStatusCode.ERROR, message: failure.message });
}
