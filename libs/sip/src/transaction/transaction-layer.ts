import { isIP } from 'node:net';
import { readEssentials } from '../message/essentials.ts';
import { parseMessage } from '../message/parse-message.ts';
import { responseTo } from '../message/response.ts';
import { serialiseMessage } from '../message/serialise-message.ts';
import { responseTarget, stampVia, withTopVia } from '../transport/received.ts';
import { InviteClientTransaction } from './invite-client.ts';
import { InviteServerTransaction } from './invite-server.ts';
import { clientKey, serverKey } from './keys.ts';
import { refusalOfMalformed } from './malformed-refusal.ts';
import { NonInviteClientTransaction } from './non-invite-client.ts';
import { NonInviteServerTransaction } from './non-invite-server.ts';
import type { Clock } from '../clock.ts';
import type { Essentials } from '../message/essentials.ts';
import type { SipMessage, SipRequest, SipResponse } from '../message/message.ts';
import type { ParseFailure } from '../message/parse-result.ts';
import type { Remote, SipTransport } from '../transport/transport.ts';
import type { Counters } from './counters.ts';
import type { ClientHandlers, ClientTransaction, ServerTransaction } from './ports.ts';

/** A request with what was read from it and where it came from; its top Via is stamped. */
export interface ReceivedRequest {
  readonly request: SipRequest;
  readonly essentials: Essentials;
  readonly remote: Remote;
}

export interface TransactionLayerOptions {
  readonly transport: SipTransport;
  readonly clock: Clock;
  readonly counters: Counters;
  /** Client and server transactions held at once, each: beyond it new requests are answered 503 without state. */
  readonly maxTransactions: number;
  /** True for a request of a live call: a flood from outside must not keep us from hearing its BYE. */
  isKnown(received: ReceivedRequest): boolean;
  onRequest(received: ReceivedRequest, transaction: ServerTransaction): void;
  /** The ACK of a 2xx, or a stray one. */
  onAck(received: ReceivedRequest): void;
}

interface Client {
  readonly transaction: ClientTransaction;
  readonly remote: Remote;
}

/** Seconds a caller should stay away when our tables are full. */
const OVERLOAD_RETRY_SECONDS = 5;

/** Finds or makes the state machine for every message (RFC 3261 17, 18). */
export class TransactionLayer {
  readonly #options: TransactionLayerOptions;
  readonly #clients = new Map<string, Client>();
  readonly #servers = new Map<string, ServerTransaction>();

  constructor(options: TransactionLayerOptions) {
    this.#options = options;
    options.transport.onMessage((bytes, remote) => this.#receive(bytes, remote));
  }

  get size(): number {
    return this.#clients.size + this.#servers.size;
  }

  /** Starts a client transaction; undefined when the table is full or the request is not well formed. */
  request(request: SipRequest, remote: Remote, user: ClientHandlers): ClientTransaction | undefined {
    const found = readEssentials(request);
    if (!found.ok || this.#clients.size >= this.#options.maxTransactions) return undefined;
    const key = clientKey(found);
    const ports = {
      clock: this.#options.clock,
      send: (message: SipMessage) => this.send(message, remote, (detail) => this.#clients.get(key)?.transaction.fail(detail)),
      terminated: () => this.#clients.delete(key),
    };
    const Machine = request.method === 'INVITE' ? InviteClientTransaction : NonInviteClientTransaction;
    const transaction = new Machine(request, ports, user);
    this.#clients.set(key, { transaction, remote });
    transaction.start();
    return transaction;
  }

  /** Sends without a transaction: the ACK of a 2xx, or a refusal made without state. */
  send(message: SipMessage, remote: Remote, onError?: (detail: string) => void): void {
    this.#options.transport.send(serialiseMessage(message), remote, (detail) => {
      this.#options.counters.sendFailures++;
      onError?.(detail);
    });
  }

  /** 503 once, not repeated: under load a refusal must cost less than the request, and must not amplify a forged one. */
  refuseStateless(received: ReceivedRequest, retryAfterSeconds: number): void {
    this.#options.counters.overLimit++;
    const headers = [['Retry-After', String(retryAfterSeconds)] as const];
    this.send(responseTo(received.request, { status: 503, headers }), responseTarget(received.essentials.via));
  }

  /** The INVITE that a CANCEL means: same branch and sender. */
  inviteFor(cancel: ReceivedRequest): ServerTransaction | undefined {
    return this.#servers.get(serverKey(cancel.essentials, 'INVITE'));
  }

  terminateAll(): void {
    for (const { transaction } of [...this.#clients.values()]) transaction.terminate();
    for (const transaction of [...this.#servers.values()]) transaction.terminate();
  }

  #receive(bytes: Uint8Array, remote: Remote): void {
    const { counters } = this.#options;
    counters.received++;
    const parsed = parseMessage(bytes);
    const found = parsed.ok ? readEssentials(parsed.message) : parsed;
    if (!parsed.ok || !found.ok) {
      if (!found.ok) this.#receiveMalformed(found, remote);
      return;
    }
    if (parsed.message.kind === 'response') this.#receiveResponse(parsed.message, found, remote);
    else this.#receiveRequest(parsed.message, found, remote);
  }

  /** Answered once and without state: RFC 3261 18.3 and 21.4.1. */
  #receiveMalformed(problem: ParseFailure, remote: Remote): void {
    const { counters } = this.#options;
    if (problem.code === 'empty') counters.keepAlives++;
    else counters.malformed++;
    const refusal = refusalOfMalformed(problem, remote);
    if (refusal !== undefined) this.send(refusal.response, refusal.target);
  }

  #receiveResponse(response: SipResponse, found: Essentials, remote: Remote): void {
    const client = this.#clients.get(clientKey(found));
    if (client === undefined) this.#options.counters.strayResponses++;
    // A host name says nothing about the address that answers; a literal address does.
    else if (isIP(client.remote.host) !== 0 && client.remote.host !== remote.host) this.#options.counters.wrongSource++;
    else client.transaction.receive(response);
  }

  #receiveRequest(request: SipRequest, found: Essentials, remote: Remote): void {
    const known = this.#servers.get(serverKey(found));
    if (known !== undefined && !(request.method === 'ACK' && known.state === 'accepted')) {
      known.receive(request);
      return;
    }
    const via = stampVia(found.via, remote);
    const received = { request: withTopVia(request, via), essentials: { ...found, via }, remote };
    if (request.method === 'ACK') this.#options.onAck(received);
    else if (!this.#hasRoom(received)) this.refuseStateless(received, OVERLOAD_RETRY_SECONDS);
    else this.#options.onRequest(received, this.#serve(received, serverKey(found)));
  }

  #serve({ request, essentials }: ReceivedRequest, key: string): ServerTransaction {
    const target = responseTarget(essentials.via);
    const ports = {
      clock: this.#options.clock,
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
