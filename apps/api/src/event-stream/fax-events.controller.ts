import { Controller, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { isAtRest } from '@faxwire/fax';
import { ProblemError } from '@faxwire/platform';
import type { Principal } from '@faxwire/tenancy';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import { Caller } from '../auth/principal.ts';
import { FaxDesk } from '../fax/fax-desk.ts';
import { HEARTBEAT_MS, MAX_STREAMS_PER_TENANT } from '../limits.ts';
import { Answers } from '../operation.ts';
import { standardHeaders } from '../server/request-hooks.ts';
import { OPERATIONS } from '../operations.ts';
import { Alarm } from './alarm.ts';
import { FaxEventHub } from './fax-event-hub.ts';
import { streamEvents } from './fax-event-stream.ts';
import { SseWriter } from './sse-writer.ts';
import { StreamPlaces } from './stream-places.ts';

@Controller()
export class FaxEventsController {
  readonly #deps: ApiDependencies;
  readonly #desk: FaxDesk;
  readonly #hub: FaxEventHub;
  readonly #places: StreamPlaces;

  constructor(@Inject(API_DEPENDENCIES) deps: ApiDependencies, @Inject(FaxDesk) desk: FaxDesk, @Inject(FaxEventHub) hub: FaxEventHub) {
    this.#deps = deps;
    this.#desk = desk;
    this.#hub = hub;
    this.#places = new StreamPlaces(deps.config.maxStreamsPerTenant ?? MAX_STREAMS_PER_TENANT);
  }

  @Answers(OPERATIONS.streamEvents)
  async stream(@Caller() caller: Principal, @Param('faxId') id: string, @Res() reply: FastifyReply): Promise<void> {
    const lastEventId = [reply.request.headers['last-event-id']].flat()[0];
    const after = sequenceOf(lastEventId);
    const { faxId, version, phase } = await this.#desk.current(caller, id);
    if (lastEventId !== undefined && after >= version && isAtRest(phase)) {
      void reply.code(204).send();
      return;
    }
    const giveBack = this.#places.take(caller.tenantId);
    if (!giveBack) throw new ProblemError('too_many_streams');
    try {
      await this.#run(faxId, after, reply);
    } finally {
      giveBack();
    }
  }

  async #run(faxId: string, after: number, reply: FastifyReply): Promise<void> {
    const alarm = new Alarm();
    const gone = new AbortController();
    reply.hijack();
    reply.raw.once('close', () => gone.abort());
    // Who left while we looked the fax up has closed already, and closes no second time.
    if (reply.raw.destroyed) return;
    reply.raw.writeHead(200, { ...standardHeaders(reply.request.id), ...STREAM_HEADERS }).flushHeaders();
    const signal = AbortSignal.any([gone.signal, this.#hub.closing]);
    signal.addEventListener('abort', alarm.ring, { once: true });
    const unfollow = this.#hub.follow(faxId, alarm.ring);
    const { faxLog, config: { heartbeatMs = HEARTBEAT_MS }, onFault } = this.#deps;
    try {
      await streamEvents({ faxId, after, heartbeatMs, signal }, { faxLog, alarm, writer: new SseWriter(reply.raw, signal) });
    } catch (error) {
      // The reader resumes at the last event it has; there is no other way to tell it now.
      if (!signal.aborted) onFault(error, reply.request.id);
    } finally {
      unfollow();
      reply.raw.end();
      // A reader that takes nothing must not keep us from leaving; it resumes elsewhere.
      if (this.#hub.closing.aborted) reply.raw.destroy();
    }
  }
}

const STREAM_HEADERS = {
  'Content-Type': 'text/event-stream',
  // Proxies would otherwise collect events until a buffer is full.
  'X-Accel-Buffering': 'no',
  // Its connection serves nothing else afterwards: at shutdown nobody waits for it to fall idle.
  Connection: 'close',
};
const MAX_SEQUENCE_DIGITS = 9;

function sequenceOf(lastEventId: string | undefined): number {
  if (lastEventId === undefined) return 0;
  const digits = [...lastEventId].every((character) => character >= '0' && character <= '9');
  if (digits && lastEventId !== '' && lastEventId.length <= MAX_SEQUENCE_DIGITS) return Number(lastEventId);
  const message = 'is the id of an event that was received';
  throw new ProblemError('invalid_parameter', { errors: [{ field: 'Last-Event-ID', code: 'invalid_parameter', message }] });
}
