import type { EventMeta } from '@faxwire/event-log';
import { currentTraceparent } from '@faxwire/platform';


/** What is stored beside an event: the trace that it came from, so that the lifecycle goes on in it. */
export function eventMeta(): EventMeta {
  const traceparent = currentTraceparent();
  return traceparent === undefined ? {} : { traceparent };
}
