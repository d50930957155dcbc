import { readEssentials } from '../message/essentials.ts';
import { parseMessage } from '../message/parse-message.ts';
import { responseTo } from '../message/response.ts';
import { serialiseMessage } from '../message/serialise-message.ts';
import { addressedFrom, reachedAt } from '../transport/own-address.ts';
import { isStream, responseTarget, stampVia, withTopVia } from '../transport/received.ts';
import { ClientTable } from './client-table.ts';
import { InviteServerTransaction } from './invite-server.ts';
import { serverKey } from './keys.ts';
import { refusalOfMalformed } from './malformed-refusal.ts';
import { NonInviteServerTransaction } from './non-invite-server.ts';
import { statelessTag } from './stateless-tag.ts';
import { hopsBySize } from './stream-for-size.ts';
import type { Admission, Entry } from '../admission/admission.ts';
import type { DigestAccount } from '../authentication/digest-account.ts';
import type { Clock } from '../clock.ts';
import type { Essentials } from '../message/essentials.ts';
import type { SipMessage, SipRequest } from '../message/message.ts';
import type { ResponseParts } from '../message/response.ts';
import type { ParseFailure } from '../message/parse-result.ts';
import type { Random } from '../random.ts';
import type { Remote, SipTransport } from '../transport/transport.ts';
import type { Destination } from './client-exchange.ts';
import type { Counters } from './counters.ts';
import type { ClientHandlers, ClientTransaction, ServerTransaction } from './ports.ts';

/** A request with what was read from it and where it came from; its top Via is stamped. */
export interface ReceivedRequest {
  readonly request: SipRequest;
  readonly essentials: Essentials;
  readonly remote: Remote;
  /** Who the sender proved to be, where it was asked. */
  readonly username?: string;
}

export interface TransactionLayerOptions {
  readonly transport: SipTransport;
  readonly clock: Clock;
  readonly random: Random;
  readonly counters: Counters;
  /** Everybody is let in where it is left out. */
  readonly admission?: Admission | undefined;
  /** Host and port that our Via and Contact are made with, before a message's transport is known. */
  readonly address: Remote;
  /** Client and server transactions held at once, each: beyond it new requests are answered 503 without state. */
  readonly maxTransactions: number;
  /** Who we are to the far end of a request, where it may ask. */
  readonly accountFor: (request: SipRequest, hop: Remote) => DigestAccount | undefined;
  /** True for a request of a live call: a flood from outside must not keep us from hearing its BYE. */
  readonly isKnown: (received: ReceivedRequest) => boolean;
  onRequest(received: ReceivedRequest, transaction: ServerTransaction): void;
  /** The ACK of a 2xx, or a stray one. */
  onAck(received: ReceivedRequest): void;
}

/** Seconds a caller should stay away when our tables are full. */
const OVERLOAD_RETRY_SECONDS = 5;

/** Finds or makes the state machine for every message (RFC 3261 17, 18). */
export class TransactionLayer {
  readonly #options: TransactionLayerOptions;
  readonly #clients: ClientTable;
  readonly #servers = new Map<string, ServerTransaction>();

  constructor(options: TransactionLayerOptions) {
    const { transport, clock, random, counters, maxTransactions } = options;
    this.#options = options;
    this.#clients = new ClientTable({
      clock, random, counters, maxTransactions,
      send: (message, remote, onError) => this.send(message, remote, onError),
      accountFor: (request, hop) => options.accountFor(request, hop),
      hopsFor: (request, hop) => hopsBySize(request, hop, transport),
    });
    transport.onMessage((bytes, remote) => this.#receive(bytes, remote));
  }

  get size(): number {
    return this.#clients.size + this.#servers.size;
  }

  /** Sends a request until it is answered, with all tries that takes; undefined when the table is full or the request is not well formed. */
  request(request: SipRequest, to: Remote | Destination, user: ClientHandlers): ClientTransaction | undefined {
    return this.#clients.request(request, to, user);
  }

  /** Sends without a transaction: the ACK of a 2xx, or a refusal made without state. */
  send(message: SipMessage, remote: Remote, onError?: (detail: string) => void): void {
    const { transport, address, counters } = this.#options;
    const local = transport.localFor?.(remote);
    const whole = this.#clients.acknowledging(message);
    const addressed = local === undefined ? whole : addressedFrom(whole, reachedAt(local, { bound: transport.local, usual: address }), address);
    transport.send(serialiseMessage(addressed), remote, (detail) => {
      counters.sendFailures++;
      onError?.(detail);
    });
  }

  /** 503 once, not repeated: under load a refusal must cost less than the request, and must not amplify a forged one. */
  refuseStateless(received: ReceivedRequest, retryAfterSeconds: number): void {
    this.#options.counters.overLimit++;
    this.#answerStateless(received, { status: 503, headers: [['Retry-After', String(retryAfterSeconds)]] });
  }

  /** The INVITE that a CANCEL means: same branch and sender. */
  inviteFor(cancel: ReceivedRequest): ServerTransaction | undefined {
    return this.#servers.get(serverKey(cancel.essentials, 'INVITE'));
  }

  terminateAll(): void {
    this.#clients.terminateAll();
    for (const transaction of [...this.#servers.values()]) transaction.terminate();
  }

  #receive(bytes: Uint8Array, remote: Remote): void {
    const { admission, counters } = this.#options;
    counters.received++;
    if (admission?.hears(remote) === false) {
      counters.overRate++;
      return;
    }
    const parsed = parseMessage(bytes);
    const found = parsed.ok ? readEssentials(parsed.message) : parsed;
    if (!parsed.ok || !found.ok) {
      if (!found.ok) this.#receiveMalformed(found, remote);
      return;
    }
    if (parsed.message.kind === 'response') this.#clients.receive(parsed.message, found, remote);
    else this.#receiveRequest(parsed.message, found, remote);
  }

  /** Answered once and without state: RFC 3261 18.3 and 21.4.1. */
  #receiveMalformed(problem: ParseFailure, remote: Remote): void {
    const { counters } = this.#options;
    if (problem.code === 'empty') counters.keepAlives++;
    else counters.malformed++;
    if (this.#options.admission?.answersMalformed(remote) === false) return;
    const refusal = refusalOfMalformed(problem, remote);
    if (refusal !== undefined) this.send(refusal.response, refusal.target);
  }

  #receiveRequest(request: SipRequest, found: Essentials, remote: Remote): void {
    const known = this.#servers.get(serverKey(found));
    if (known !== undefined && !(request.method === 'ACK' && known.state === 'accepted')) {
      known.receive(request);
      return;
    }
    const via = stampVia(found.via, remote);
    const received = { request: withTopVia(request, via), essentials: { ...found, via }, remote };
    if (request.method === 'ACK') {
      this.#options.onAck(received);
      return;
    }
    const entry = this.#enter(received);
    if (!entry.ok) this.#turnAway(received, entry);
    else if (!this.#hasRoom(received)) this.refuseStateless(received, OVERLOAD_RETRY_SECONDS);
    else this.#options.onRequest({ ...received, ...(entry.username !== undefined && { username: entry.username }) }, this.#serve(received, serverKey(found)));
  }

  #enter(received: ReceivedRequest): Entry {
    const { admission, isKnown } = this.#options;
    return admission === undefined || isKnown(received) ? { ok: true } : admission.enter(received.request, received.remote);
  }

  /** Strangers get one answer, or none, and leave no state (RFC 3261 8.2.7). */
  #turnAway(received: ReceivedRequest, { refusal }: Extract<Entry, { ok: false }>): void {
    this.#options.counters.strangers++;
    if (refusal !== undefined) this.#answerStateless(received, refusal);
  }

  #answerStateless({ request, essentials, remote }: ReceivedRequest, parts: ResponseParts): void {
    this.send(responseTo(request, { toTag: statelessTag(essentials), ...parts }), responseTarget(essentials.via, remote));
  }

  #serve({ request, essentials, remote }: ReceivedRequest, key: string): ServerTransaction {
    const target = responseTarget(essentials.via, remote);
    const ports = {
      clock: this.#options.clock,
      reliable: isStream(remote),
      send: (message: SipMessage) => this.send(message, target),
      terminated: () => this.#servers.delete(key),
    };
    const transaction =
      request.method === 'INVITE' ? new InviteServerTransaction(request, ports) : new NonInviteServerTransaction(request, ports);
    this.#servers.set(key, transaction);
    return transaction;
  }

  #hasRoom(received: ReceivedRequest): boolean {
    const { maxTransactions } = this.#options;
    return this.#servers.size < (this.#options.isKnown(received) ? 2 * maxTransactions : maxTransactions);
  }
}
