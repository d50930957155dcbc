import * as z from 'zod';
import { AttemptBody, AttemptListBody, FaxBatchBody, FaxListBody, FaxSearchBody, FaxSearchRequest, TraceBody } from '@faxwire/contracts';
import { ListQuery } from '../fax/fax-list.ts';
import type { Operation } from '../operation.ts';
import { TraceQuery } from '../trace/trace-query.ts';
import { fax } from './fax-answer.ts';
import { JSON_ERRORS } from './shared-errors.ts';

const command = (verb: 'hold' | 'revive' | 'retry', summary: string, description: string): Operation => ({
  operationId: `${verb}Fax`, audited: true, scope: 'fax:write', method: 'put', path: `/fax/{faxId}/${verb}`, summary, description,
  responses: [{ ...fax, status: 200 }],
  errors: ['fax_not_found', 'fax_archived', `fax_${verb}_not_allowed`, 'fax_is_inbound', 'unknown_field', 'malformed_json'],
});

export const FAX_OPERATIONS = {
  listFaxes: {
    operationId: 'listFaxes', scope: 'fax:read', method: 'get', path: '/fax', summary: 'List faxes (Faxwire)',
    description: 'The newest first. For looking around; a search by what you know of a fax is another operation.',
    query: ListQuery,
    responses: [{ status: 200, description: 'One page of faxes.', schema: FaxListBody }], errors: [],
  },
  searchFaxes: {
    operationId: 'searchFaxes', scope: 'fax:read', method: 'post', path: '/fax/search', summary: 'Search fax details',
    description: 'Live and archived faxes. Either `faxId` or `faxSentDate` is needed; every condition that is given has to be met.',
    body: { contentType: 'application/json', schema: FaxSearchRequest },
    responses: [{ status: 200, description: 'One page of faxes.', schema: FaxSearchBody }], errors: [...JSON_ERRORS, 'invalid_phone_number'],
  },
  getBatch: {
    operationId: 'getBatch', scope: 'fax:read', method: 'get', path: '/fax/batch/{batchId}', summary: 'Get a batch (Faxwire)',
    description: 'How many faxes of the batch stand where. The faxes themselves are found by `POST /fax/search` with `batchId`.',
    responses: [{ status: 200, description: 'The batch.', schema: FaxBatchBody }], errors: ['batch_not_found'],
  },
  getFax: {
    operationId: 'getFax', scope: 'fax:read', method: 'get', path: '/fax/{faxId}', summary: 'Get fax details',
    responses: [{ ...fax, status: 200 }], errors: ['fax_not_found', 'fax_archived'],
  },
  stopFax: {
    operationId: 'stopFax', audited: true, scope: 'fax:write', method: 'delete', path: '/fax/{faxId}', summary: 'Stop a fax',
    description: 'The answer is final: a fax whose stop was accepted is never dialled.',
    responses: [{ ...fax, status: 202 }], errors: ['fax_not_found', 'fax_archived', 'fax_stop_not_allowed', 'fax_is_inbound', 'unknown_field', 'malformed_json'],
  },
  holdFax: command('hold', 'Hold a fax', 'The answer is final: a held fax is not dialled until it is revived.'),
  reviveFax: command('revive', 'Revive a fax', 'Releases a held fax.'),
  retryFax: command('retry', 'Retry a fax', 'One more attempt, and only one, for a failed fax.'),
  erasePersonalData: {
    operationId: 'erasePersonalData', audited: true, scope: 'fax:write', method: 'delete', path: '/fax/{faxId}/personal-data', summary: 'Erase personal data (Faxwire)',
    description:
      'Of a fax that came to its end: its document, numbers, names, metadata and what the far end said of itself. The key that they are stored under is destroyed; '
      + 'what happened and when stays in the log, and so does the erasure. Asked again, it changes nothing.',
    responses: [{ ...fax, status: 200 }], errors: ['fax_not_found', 'fax_not_finished', 'unknown_field', 'malformed_json'],
  },
  getAttempts: {
    operationId: 'getAttempts', scope: 'fax:read', method: 'get', path: '/fax/{faxId}/attempts', summary: 'Get fax attempts',
    responses: [{ status: 200, description: 'Every attempt, oldest first.', schema: AttemptListBody }], errors: ['fax_not_found'],
  },
  getAttempt: {
    operationId: 'getAttempt', scope: 'fax:read', method: 'get', path: '/fax/{faxId}/attempts/{attemptId}', summary: 'Get fax attempt details',
    responses: [{ status: 200, description: 'The attempt.', schema: AttemptBody }], errors: ['fax_not_found', 'attempt_not_found'],
  },
  getTrace: {
    operationId: 'getTrace', scope: 'fax:read', method: 'get', path: '/fax/{faxId}/attempts/{attemptId}/trace', summary: 'Get the trace of an attempt (Faxwire)',
    description:
      'What went over the line, once the call has ended: SIP messages, T.30 frames and signals, with times. As `text` for people; as `pcap` for Wireshark, with SIP and UDPTL: '
      + 'that shows the pages, and so it needs the scope document:read as well. Erased with the document.',
    query: TraceQuery,
    responses: [{ status: 200, description: 'The trace.', schema: TraceBody, others: { 'text/plain': z.string(), 'application/vnd.tcpdump.pcap': z.string().meta({ format: 'binary' }) } }],
    errors: ['fax_not_found', 'attempt_not_found', 'trace_not_found', 'document_erased', 'invalid_parameter', 'too_many_downloads'],
  },
  streamEvents: {
    operationId: 'streamEvents', scope: 'fax:read', method: 'get', path: '/fax/{faxId}/events', summary: 'Follow a fax (Faxwire)', streaming: true,
    description:
      'Server-sent events: what happened so far, then what happens, as it happens. `id` is the sequence number, `event` the type, `data` a FaxEvent. '
      + 'After a lost connection send `Last-Event-ID`. The stream ends when nothing more happens to the fax by itself; resuming a stream that is at its end gets 204, which tells an EventSource to stop.',
    headers: z.object({ 'Last-Event-ID': z.string().optional().meta({ description: 'Sequence number after which to go on.' }) }),
    responses: [
      { status: 200, description: 'A stream of events; see the schema FaxEvent.', contentType: 'text/event-stream', schema: z.string() },
      { status: 204, description: 'There is nothing after `Last-Event-ID`, and nothing more will happen by itself.' },
    ],
    errors: ['fax_not_found', 'fax_archived', 'invalid_parameter', 'too_many_streams'],
  },
} as const satisfies Record<string, Operation>;
