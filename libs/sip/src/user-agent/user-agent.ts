import { Admission } from '../admission/admission.ts';
import { dialogId } from '../dialog/dialog.ts';
import { LocalIdentity } from '../dialog/local-identity.ts';
import { unsupportedOptions } from '../dialog/option-tag.ts';
import { callIdOf, contactOf } from '../message/headers.ts';
import { responseTo } from '../message/response.ts';
import { schemeOf } from '../message/uri.ts';
import { answerTerms } from '../session-timer/session-terms.ts';
import { zeroCounters } from '../transaction/counters.ts';
import { MAGIC_COOKIE } from '../transaction/keys.ts';
import { TransactionLayer } from '../transaction/transaction-layer.ts';
import { tracedTransport } from '../transport/traced-transport.ts';
import { IncomingCall } from './incoming-call.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { refuseMethod } from './method-refusal.ts';
import { OutgoingCall } from './outgoing-call.ts';
import { finalResult, outsideRequest } from './outside-request.ts';
import { SDP_TYPE, hasForeignBody, takesSdp } from './sdp-body.ts';
import type { AdmissionOptions } from '../admission/admission.ts';
import type { DigestAccount } from '../authentication/digest-account.ts';
import type { Clock } from '../clock.ts';
import type { Header } from '../message/message.ts';
import type { ResponseParts } from '../message/response.ts';
import type { Random } from '../random.ts';
import type { Counters } from '../transaction/counters.ts';
import type { ServerTransaction } from '../transaction/ports.ts';
import type { ReceivedRequest } from '../transaction/transaction-layer.ts';
import type { SipTrace } from '../transport/traced-transport.ts';
import type { Remote, SipTransport } from '../transport/transport.ts';
import type { AgentContext, DialogUser } from './agent-context.ts';
import type { InviteOptions } from './invite-request.ts';
import type { OutsideRequest, OutsideResult } from './outside-request.ts';
import type { UserAgentLimits } from './limits.ts';

export interface UserAgentOptions {
  /** Closed by `close`. */
  readonly transport: SipTransport;
  readonly clock: Clock;
  readonly random: Random;
  readonly userAgentHeader?: string;
  readonly limits?: Partial<UserAgentLimits>;
  /** Host and port that far ends reach us at, when they are not the transport's own (bound to 0.0.0.0, behind NAT). */
  readonly advertised?: Remote;
  /** Who may call; everybody where it is left out. */
  readonly admission?: AdmissionOptions;
  /** Who we are to a peer that asks us outside the calls that we place with an account of their own. */
  readonly accountFor?: (peer: Remote) => DigestAccount | undefined;
  /** Looks on at every message, both ways. */
  readonly trace?: SipTrace;
}

type AnyCall = OutgoingCall | IncomingCall;

/** Places and takes calls over one transport. */
export class UserAgent {
  readonly counters: Readonly<Counters>;
  /** Called for every new call; without a handler calls are refused with 480. */
  onInvite: ((incoming: IncomingCall) => void) | undefined;
  readonly #options: UserAgentOptions;
  readonly #limits: UserAgentLimits;
  readonly #identity: LocalIdentity;
  readonly #transactions: TransactionLayer;
  readonly #context: AgentContext;
  readonly #dialogs = new Map<string, DialogUser>();
  readonly #calls = new Set<AnyCall>();
  /** Of the calls that were placed with one, by Call-ID. */
  readonly #accounts = new Map<string, DigestAccount>();
  readonly #mergeKeys = new Set<string>();
  readonly #cancellers = new WeakMap<ServerTransaction, () => void>();
  readonly #count: Counters;
  readonly #flowListeners: ((remote: Remote) => void)[] = [];
  #draining = false;
  #closing: Promise<void> | undefined;

  constructor(options: UserAgentOptions) {
    const { transport, clock, random } = options;
    this.#options = options;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#count = zeroCounters();
    this.counters = this.#count;
    const address = options.advertised ?? transport.local;
    this.#identity = new LocalIdentity({ address, random, userAgentHeader: options.userAgentHeader });
    this.#transactions = new TransactionLayer({
      transport: options.trace === undefined ? transport : tracedTransport(transport, clock, options.trace),
      clock, random, address, counters: this.#count, maxTransactions: this.#limits.maxTransactions,
      admission: options.admission && new Admission(clock, options.admission),
      accountFor: (request, hop) => this.#accounts.get(callIdOf(request)) ?? options.accountFor?.(hop),
      onRequest: (received, transaction) => this.#receive(received, transaction),
      isKnown: (received) => this.#dialogs.has(idOf(received)) || this.#isCancel(received),
      onAck: (received) => this.#receiveAck(received),
    });
    this.#context = this.#makeContext();
    transport.onFlowFailed?.((remote) => {
      for (const listener of this.#flowListeners) listener(remote);
    });
  }

  /** Where it listens. */
  get local(): Remote {
    return this.#options.transport.local;
  }

  get activeCalls(): number {
    return this.#calls.size;
  }

  /** Those that linger after their call included. */
  get activeTransactions(): number {
    return this.#transactions.size;
  }

  invite(options: InviteOptions): OutgoingCall {
    const call = new OutgoingCall(this.#context, options);
    if (this.#closing !== undefined) call.fail('user agent is closed');
    else if (this.#calls.size >= this.#limits.maxCalls) call.fail('too many calls');
    else {
      if (options.account !== undefined) this.#accounts.set(call.callId, options.account);
      this.#track(call, () => this.#accounts.delete(call.callId));
      call.start();
    }
    return call;
  }

  /** Asks outside of calls and tells the result once; what it returns gives up and tells nothing more. */
  ask(options: OutsideRequest, onResult: (result: OutsideResult) => void): () => void {
    const request = outsideRequest(options, this.#identity);
    const callId = callIdOf(request);
    let isOver = false;
    const tell = (result: OutsideResult): void => {
      this.#accounts.delete(callId);
      if (!isOver) onResult(result);
      isOver = true;
    };
    if (options.account !== undefined) this.#accounts.set(callId, options.account);
    const handlers = finalResult(() => transaction?.request, tell);
    const transaction = this.#closing === undefined ? this.#transactions.request(request, options.destination, handlers) : undefined;
    if (transaction === undefined) this.#options.clock.schedule(0, () => tell({ kind: 'transport', detail: 'cannot be sent now' }));
    return () => {
      isOver = true;
      this.#accounts.delete(callId);
      transaction?.terminate();
    };
  }

  /** Keeps the way to a far end open; see {@link SipTransport.keepAlive}. */
  keepAlive(remote: Remote): void {
    if (this.#closing === undefined) this.#options.transport.keepAlive?.(remote);
  }

  /** Told of each connection of ours that broke. */
  whenFlowFails(listener: (remote: Remote) => void): void {
    this.#flowListeners.push(listener);
  }

  /** Refuses new incoming calls with 503 from now on; live calls go on. */
  drain(): void {
    this.#draining = true;
  }

  /** Ends every call politely; those not ended after `graceMs` are dropped. Closes the transport. */
  close({ graceMs }: { graceMs: number }): Promise<void> {
    this.#closing ??= this.#close(graceMs);
    return this.#closing;
  }

  async #close(graceMs: number): Promise<void> {
    this.drain();
    const calls = [...this.#calls];
    for (const call of calls) hangUp(call);
    await this.#within(graceMs, Promise.all(calls.map((call) => call.ended)));
    for (const call of [...this.#calls]) call.drop({ kind: 'transport', detail: 'user agent is closed' });
    this.#transactions.terminateAll();
    await this.#options.transport.close();
  }

  #within(ms: number, work: Promise<unknown>): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#options.clock.schedule(ms, resolve);
      void work.then(() => {
        cancel();
        resolve();
      });
    });
  }

  #makeContext(): AgentContext {
    const { clock, random } = this.#options;
    return {
      clock, random, identity: this.#identity, limits: this.#limits, transactions: this.#transactions,
      register: (id, user) => this.#dialogs.set(id, user),
      unregister: (id) => this.#dialogs.delete(id),
      whenCancelled: (invite, run) => this.#cancellers.set(invite, run),
    };
  }

  #track(call: AnyCall, forget: () => void = () => undefined): void {
    this.#calls.add(call);
    void call.ended.then(() => {
      this.#calls.delete(call);
      forget();
    });
  }

  #receive(received: ReceivedRequest, transaction: ServerTransaction): void {
    const { request, essentials } = received;
    const required = request.method === 'CANCEL' ? [] : unsupportedOptions(request);
    if (required.length > 0) this.#refuse(received, transaction, { status: 420, headers: [['Unsupported', required.join(', ')]] });
    else if (request.method === 'CANCEL') this.#receiveCancel(received, transaction);
    else if (essentials.toTag !== undefined) this.#receiveInDialog(received, transaction);
    else this.#receiveNew(received, transaction);
  }

  #receiveInDialog(received: ReceivedRequest, transaction: ServerTransaction): void {
    const user = this.#dialogs.get(idOf(received));
    if (user === undefined) this.#refuse(received, transaction, { status: 481 });
    else user.receive(received, transaction);
  }

  #receiveNew(received: ReceivedRequest, transaction: ServerTransaction): void {
    const { request } = received;
    if (!isSchemeKnown(request.uri)) this.#refuse(received, transaction, { status: 416 });
    else if (request.method === 'INVITE') this.#receiveInvite(received, transaction);
    else if (request.method === 'OPTIONS') this.#refuse(received, transaction, { status: 200, headers: this.#optionsHeaders() });
    else if (request.method === 'BYE') this.#refuse(received, transaction, { status: 481 });
    else transaction.respond(refuseMethod(request, this.#identity.newTag()));
  }

  #receiveInvite(received: ReceivedRequest, transaction: ServerTransaction): void {
    const key = `${received.essentials.callId}|${received.essentials.fromTag ?? ''}|${received.essentials.cseq.sequence}`;
    const full = this.#draining || this.#calls.size >= this.#limits.maxCalls;
    if (full && !this.#mergeKeys.has(key)) {
      this.#transactions.refuseStateless(received, this.#limits.retryAfterSeconds);
      transaction.terminate();
      return;
    }
    const problem = this.#inviteProblem(received, key);
    if (problem !== undefined) {
      this.#refuse(received, transaction, problem);
      return;
    }
    transaction.respond(responseTo(received.request, { status: 100 }));
    const call = new IncomingCall(this.#context, { received, transaction });
    this.#mergeKeys.add(key);
    this.#track(call, () => this.#mergeKeys.delete(key));
    this.onInvite?.(call);
  }

  /** Why a new INVITE cannot become a call; a second copy over another path is a 482 (RFC 3261 8.2.2.2). */
  #inviteProblem({ request, essentials }: ReceivedRequest, key: string): ResponseParts | undefined {
    if (this.#mergeKeys.has(key)) return { status: 482 };
    // Before RFC 3261 a Contact could be left out, and From names the place to answer to.
    if (contactOf(request) === undefined && essentials.branch?.startsWith(MAGIC_COOKIE)) return { status: 400, reason: 'No Contact' };
    if (hasForeignBody(request)) return { status: 415, headers: [['Accept', SDP_TYPE]] };
    if (!takesSdp(request)) return { status: 406, headers: [['Accept', SDP_TYPE]] };
    const terms = answerTerms(request, this.#limits);
    if (terms.kind === 'too_short') return { status: 422, headers: terms.headers };
    return this.onInvite === undefined ? { status: 480 } : undefined;
  }

  #isCancel(received: ReceivedRequest): boolean {
    return received.request.method === 'CANCEL' && this.#transactions.inviteFor(received) !== undefined;
  }

  #receiveCancel(received: ReceivedRequest, transaction: ServerTransaction): void {
    const invite = this.#transactions.inviteFor(received);
    this.#refuse(received, transaction, { status: invite === undefined ? 481 : 200 });
    if (invite !== undefined) this.#cancellers.get(invite)?.();
  }

  #receiveAck(received: ReceivedRequest): void {
    const user = this.#dialogs.get(idOf(received));
    if (user === undefined) this.#count.strayAcks++;
    else user.receiveAck(received);
  }

  #refuse({ request }: ReceivedRequest, transaction: ServerTransaction, parts: ResponseParts): void {
    transaction.respond(responseTo(request, { toTag: this.#identity.newTag(), ...parts }));
  }

  #optionsHeaders(): Header[] {
    return [this.#identity.contact(), ...this.#identity.capabilities(), ['Accept', SDP_TYPE]];
  }
}

function isSchemeKnown(uri: string): boolean {
  return ['sip', 'sips', 'tel'].includes(schemeOf(uri));
}

function hangUp(call: AnyCall): void {
  if (call.direction === 'incoming' && !call.answered) call.refuse(503);
  else call.bye();
}

function idOf({ essentials }: ReceivedRequest): string {
  return dialogId(essentials.callId, essentials.toTag ?? '', essentials.fromTag ?? '');
}
