import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { phoneNumber, type FaxIncoming, type IncomingEnd } from '@faxwire/fax';
import { AttemptRecord, receivedDocument, storeTrace } from '@faxwire/lifecycle';
import type { Header, IncomingCall } from '@faxwire/sip';
import { timeFactorOf, type TrunkConfiguration } from '@faxwire/trunks';
import type { InboundLine } from '../media.ts';
import { CallFigures } from '../call-figures.ts';
import { admitCall } from './admit-call.ts';
import { ChannelKeeper } from './channel-keeper.ts';
import type { CallOutcome, InboundDependencies } from './inbound-dependency.ts';
import { RETRY_AFTER_SECONDS } from './inbound-limit.ts';
import { PageStore } from './page-store.ts';
import { Reception, type Received } from './reception.ts';

/** What is faxed is plain on disk only while its call lasts, and only the owner may read it. */
const OWNER_ONLY = 0o700;
const RETRY_AFTER: readonly Header[] = [['Retry-After', String(RETRY_AFTER_SECONDS)]];

type Fax = FaxIncoming['data'];

/** Takes the calls for the numbers of tenants; see {@link Reception} for one of them. */
export class IncomingCalls {
  readonly #deps: InboundDependencies;
  readonly #receptions = new Set<Reception>();

  constructor(deps: InboundDependencies) {
    this.#deps = deps;
  }

  /** From the INVITE to the end of the fax. Never rejects. */
  async take(call: IncomingCall, line: InboundLine): Promise<void> {
    try {
      this.#deps.metrics?.incomingCall(await this.#serve(call, line));
    } catch (error) {
      this.#deps.metrics?.incomingCall('failed');
      this.#deps.logger?.warn({ err: error }, 'a call that came in could not be taken');
      if (call.answered) call.bye();
      else call.refuse(503, undefined, RETRY_AFTER);
    }
  }

  /** The grace is over: every call is hung up, and what it brought is kept. */
  giveUp(): void {
    for (const reception of this.#receptions) reception.giveUp();
  }

  async #serve(call: IncomingCall, line: InboundLine): Promise<CallOutcome> {
    const admission = await admitCall(this.#deps, call);
    if (!admission.ok) return this.#refuse(call, admission.status, admission.outcome);
    const { trunk, fax } = admission;
    const release = line.take(trunk.name);
    if (!release) return this.#refuse(call, 503, 'no_channel');
    try {
      return await this.#onChannel(call, { trunk, fax, line });
    } finally {
      release();
    }
  }

  #refuse(call: IncomingCall, status: number, outcome: CallOutcome): CallOutcome {
    call.refuse(status, undefined, status === 503 ? RETRY_AFTER : []);
    this.#deps.logger?.info({ status, outcome }, 'a call that came in was refused');
    return outcome;
  }

  /** One book for both directions: what the carrier sold us is calls, whoever began them. */
  async #onChannel(call: IncomingCall, admitted: Admitted): Promise<CallOutcome> {
    const { fax, trunk } = admitted;
    const { faxId, tenantId } = fax;
    const busy = phoneNumber(fax.phoneNumber || fax.calledNumber);
    const request = { faxId, tenantId, trunk: trunk.name, phoneNumber: busy, channels: trunk.channels, callsPerNumber: 0 };
    const keeper = new ChannelKeeper({ ...this.#deps, request });
    if (!(await keeper.take())) return this.#refuse(call, 503, 'no_channel');
    try {
      return await this.#inFolder((folder) => this.#receive(call, { ...admitted, folder }));
    } finally {
      await keeper.release();
    }
  }

  async #inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
    const folder = join(this.#deps.scratchDir, randomUUID());
    await mkdir(folder, { recursive: true, mode: OWNER_ONLY });
    try {
      return await work(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #receive(call: IncomingCall, on: OnChannel): Promise<CallOutcome> {
    const { fax, trunk, line, folder } = on;
    const { recorder } = line;
    const tiffPath = join(folder, 'fax.tif');
    const socket = await line.openSocket();
    if (!socket) return this.#refuse(call, 503, 'no_port');
    const refused = new AbortController();
    const record = new AttemptRecord({ ...this.#deps, faxId: fax.faxId, onRefused: () => refused.abort() });
    const pages = new PageStore({ documents: this.#deps.documents, record, fax, tiffPath, pagePath: (page) => join(folder, `page-${page}.tif`) });
    const timeFactor = timeFactorOf(trunk, fax.calledNumber);
    const figures = new CallFigures(this.#deps.metrics, 'in');
    const reception = new Reception({ call, trunk, fax, socket, tiffPath, pages, figures, timeFactor, recorder, address: line.addressOf(socket), deps: this.#deps });
    refused.signal.addEventListener('abort', () => reception.giveUp());
    try {
      return await this.#answer(call, { ...on, reception, record, pages, figures, timeFactor });
    } finally {
      reception.drop();
      figures.over();
      await socket.close();
      await this.#settle(record, fax);
    }
  }

  /** What the log does not have by now is on the disk, and is appended when the log is back. */
  async #settle(record: AttemptRecord, { faxId }: Fax): Promise<void> {
    await record.close().catch((error: unknown) => this.#deps.logger?.warn({ err: error, faxId }, 'the record of a call that came in is to be completed'));
  }

  async #answer(call: IncomingCall, answering: Answering): Promise<CallOutcome> {
    const { fax, trunk, reception, figures } = answering;
    call.ring();
    figures.ringing();
    // Stored before the answer: a call that was answered is never forgotten.
    const begun = await this.#deps.faxes.execute(fax.faxId, { type: 'ReceiveCall', call: fax });
    // Another copy of the same call is on the line, or was.
    if (!begun.ok) return this.#refuse(call, 482, 'given_up');
    if (!reception.answer()) return this.#unanswered(call, answering);
    const answeredAt = this.#deps.now();
    figures.answered();
    this.#deps.logger?.info({ faxId: fax.faxId, trunk: trunk.name }, 'a call came in and was answered');
    this.#receptions.add(reception);
    try {
      await this.#close(answering, await reception.run(), answeredAt);
    } finally {
      this.#receptions.delete(reception);
    }
    return 'answered';
  }

  async #unanswered(call: IncomingCall, answering: Answering): Promise<CallOutcome> {
    const { record, figures } = answering;
    call.refuse(488);
    figures.ended('protocol_error', undefined);
    await this.#keepTrace(answering);
    await record.add({ type: 'CloseIncoming', cause: 'protocol_error', detail: 'the caller offered no media that we take', end: { pageCount: 0, durationMs: 0 } }, true);
    return 'not_acceptable';
  }

  /** For engineers: a call whose trace cannot be kept is over all the same. */
  async #keepTrace({ fax, record, line, timeFactor }: Answering): Promise<void> {
    const trace = await line.recorder.packed(timeFactor);
    const stored = trace && (await storeTrace(this.#deps, fax.tenantId, trace));
    if (stored) await record.add({ type: 'RecordIncomingTrace', trace: stored }, true).catch(() => undefined);
  }

  /** From what is known here, as the log may be away. Where this does not come to its end, housekeeping closes the fax with the pages that are on record. */
  async #close(answering: Answering, received: Received, answeredAt: number): Promise<void> {
    const { fax, pages, record, reception, figures } = answering;
    const { failure, agreed, t30Code } = received;
    await pages.keepLate();
    figures.ended(pages.isWhole ? undefined : failure.cause, reception.t38Counters);
    await this.#keepTrace(answering);
    const document = await receivedDocument(this.#deps, { tenantId: fax.tenantId, pages: pages.stored });
    const end: IncomingEnd = {
      pageCount: pages.stored.length, durationMs: Math.max(Math.trunc(this.#deps.now() - answeredAt), 0),
      ...(document && { document }),
      ...(agreed?.remoteStationId !== undefined && { remoteStationId: agreed.remoteStationId }),
      ...(agreed?.remoteSubAddress !== undefined && { subAddress: agreed.remoteSubAddress }),
      ...(t30Code !== undefined && { t30Code }),
    };
    const closed = await record.add({ type: 'CloseIncoming', cause: failure.cause, detail: failure.detail, end }, true);
    this.#deps.logger?.info({ faxId: fax.faxId, status: closed?.ok ? closed.state.status : 'kept on the disk', pages: pages.stored.length }, 'a call that came in has ended');
  }
}

interface Admitted {
  readonly trunk: TrunkConfiguration;
  readonly fax: Fax;
  readonly line: InboundLine;
}

interface OnChannel extends Admitted {
  readonly folder: string;
}

interface Answering extends OnChannel {
  readonly reception: Reception;
  readonly record: AttemptRecord;
  readonly pages: PageStore;
  readonly timeFactor: number;
  readonly figures: CallFigures;
}
