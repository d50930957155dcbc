import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { HeldChannel } from '@faxwire/contracts';
import { phoneNumber, type FaxIncoming, type FaxState } from '@faxwire/fax';
import { receivedDocument } from '@faxwire/lifecycle';
import type { Header, IncomingCall } from '@faxwire/sip';
import { timeFactorOf, type TrunkConfiguration } from '@faxwire/trunks';
import type { InboundLine } from '../media.ts';
import { admitCall } from './admit-call.ts';
import type { CallOutcome, InboundDependencies } from './inbound-dependency.ts';
import { RETRY_AFTER_SECONDS } from './inbound-limit.ts';
import { PageStore } from './page-store.ts';
import { persist } from './persist.ts';
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
    const { channels } = this.#deps;
    const busy = phoneNumber(fax.phoneNumber || fax.calledNumber);
    const claimed = await channels.claim({ faxId: fax.faxId, tenantId: fax.tenantId, trunk: trunk.name, phoneNumber: busy, channels: trunk.channels, callsPerNumber: 0 });
    const held = claimed === 'granted' ? await channels.hold(fax.faxId) : undefined;
    if (!held) {
      await channels.withdraw(fax.faxId);
      return this.#refuse(call, 503, 'no_channel');
    }
    try {
      return await this.#inFolder((folder) => this.#receive(call, { ...admitted, held, folder }));
    } finally {
      await held.release();
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
    const tiffPath = join(folder, 'fax.tif');
    const pages = new PageStore({ deps: this.#deps, fax, tiffPath, pagePath: (page) => join(folder, `page-${page}.tif`) });
    const socket = await line.openSocket();
    if (!socket) return this.#refuse(call, 503, 'no_port');
    const timeFactor = timeFactorOf(trunk, fax.calledNumber);
    const reception = new Reception({ call, trunk, fax, socket, tiffPath, pages, timeFactor, address: line.addressOf(socket), deps: this.#deps });
    try {
      return await this.#answer(call, { ...on, reception, pages });
    } finally {
      reception.drop();
      await socket.close();
    }
  }

  async #answer(call: IncomingCall, { fax, trunk, held, reception, pages }: Answering): Promise<CallOutcome> {
    call.ring();
    // Stored before the answer: a call that was answered is never forgotten.
    const begun = await this.#deps.faxes.execute(fax.faxId, { type: 'ReceiveCall', call: fax });
    // Another copy of the same call is on the line, or was.
    if (!begun.ok) return this.#refuse(call, 482, 'given_up');
    if (!reception.answer()) return this.#unanswered(call, fax);
    this.#deps.logger?.info({ faxId: fax.faxId, trunk: trunk.name }, 'a call came in and was answered');
    this.#receptions.add(reception);
    held.lost.addEventListener('abort', () => reception.giveUp());
    try {
      await this.#close(fax, pages, await reception.run());
    } finally {
      this.#receptions.delete(reception);
    }
    return 'answered';
  }

  async #unanswered(call: IncomingCall, fax: Fax): Promise<CallOutcome> {
    call.refuse(488);
    await persist(this.#deps, fax.faxId, { type: 'CloseIncoming', cause: 'protocol_error', detail: 'the caller offered no media that we take', end: { pageCount: 0, durationMs: 0 } });
    return 'not_acceptable';
  }

  /** Where this does not come to its end, housekeeping closes the fax with the pages that are on record. */
  async #close(fax: Fax, pages: PageStore, { failure, agreed, t30Code }: Received): Promise<void> {
    await pages.keepLate();
    const state = await this.#deps.faxes.load(fax.faxId);
    const document = await receivedDocument(this.#deps, state);
    const closed = await persist(this.#deps, fax.faxId, {
      type: 'CloseIncoming', cause: failure.cause, detail: failure.detail,
      end: {
        pageCount: state.pagesConfirmed, durationMs: durationOf(state, this.#deps.now()),
        ...(document && { document }),
        ...(agreed?.remoteStationId !== undefined && { remoteStationId: agreed.remoteStationId }),
        ...(agreed?.remoteSubAddress !== undefined && { subAddress: agreed.remoteSubAddress }),
        ...(t30Code !== undefined && { t30Code }),
      },
    });
    const status = closed.ok ? closed.state.status : closed.refusal.code;
    this.#deps.logger?.info({ faxId: fax.faxId, status, pages: state.pagesConfirmed }, 'a call that came in has ended');
  }
}

interface Admitted {
  readonly trunk: TrunkConfiguration;
  readonly fax: Fax;
  readonly line: InboundLine;
}

interface OnChannel extends Admitted {
  readonly held: HeldChannel;
  readonly folder: string;
}

interface Answering extends OnChannel {
  readonly reception: Reception;
  readonly pages: PageStore;
}

function durationOf({ incoming }: FaxState, now: number): number {
  return Math.max(Math.trunc(now - (incoming?.answeredAt ?? now)), 0);
}
