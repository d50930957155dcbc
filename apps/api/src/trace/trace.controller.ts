import { Controller, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import { timestamp, type TraceBody } from '@faxwire/contracts';
import { ProblemError } from '@faxwire/platform';
import type { Principal } from '@faxwire/tenancy';
import { Caller } from '../auth/principal.ts';
import { attachment } from '../document/attachment.ts';
import { Answers } from '../operation.ts';
import { OPERATIONS } from '../operations.ts';
import { PARAMETER, validate } from '../validate.ts';
import { pcapOf } from './pcap.ts';
import { TraceDesk, type FoundTrace } from './trace-desk.ts';
import { traceEntries } from './trace-entry.ts';
import { TraceQuery } from './trace-query.ts';
import { traceText } from './trace-text.ts';

@Controller()
export class TraceController {
  readonly #traces: TraceDesk;

  constructor(@Inject(TraceDesk) traces: TraceDesk) {
    this.#traces = traces;
  }

  @Answers(OPERATIONS.getTrace)
  async trace(
    @Caller() caller: Principal, @Param() { faxId, attemptId }: { readonly faxId: string; readonly attemptId: string }, @Query() query: unknown,
  ): Promise<TraceBody | StreamableFile> {
    const { format } = validate(TraceQuery, query, PARAMETER);
    const found = await this.#traces.find(caller, faxId, attemptId);
    if (format === 'json') return traceBody(found);
    if (format === 'pcap') refuseWithoutDocuments(caller);
    if (format === 'pcap') return new StreamableFile(pcapOf(found.trace), { type: 'application/vnd.tcpdump.pcap', disposition: attachment(`${found.attemptId}.pcap`) });
    const body = traceBody(found);
    return new StreamableFile(Buffer.from(traceText(body, body.entries)), { type: 'text/plain; charset=utf-8', disposition: attachment(`${found.attemptId}.txt`) });
  }
}

/** The datagrams are the pages: whoever may not read documents sees none of them. */
function refuseWithoutDocuments({ scopes }: Principal): void {
  if (!scopes.has('document:read')) throw new ProblemError('scope_missing', { detail: 'A capture shows the pages: it needs the scope document:read as well, which this key has not.' });
}

function traceBody({ faxId, attemptId, trace }: FoundTrace): TraceBody {
  const { startedAt, timeFactor, truncated, datagrams } = trace;
  return { faxId, attemptId, startedOn: timestamp(startedAt), timeFactor, truncated, datagrams: datagrams.length, entries: traceEntries(trace) };
}
