import { trace } from '@opentelemetry/api';
import { activeFaxId } from './fax-context.ts';

/** What joins a log line to its trace and its fax. */
export function activeLogFields(): Record<string, string> {
  const span = trace.getActiveSpan()?.spanContext();
  const faxId = activeFaxId();
  return { ...(faxId === undefined ? {} : { faxId }), ...(span === undefined ? {} : { traceId: span.traceId, spanId: span.spanId }) };
}
