import { isIP } from 'node:net';
import { clientKey } from './keys.ts';
import { callIdOf, cseqOf, headerList } from '../message/headers.ts';
import { readEssentials } from '../message/essentials.ts';
import { isStream } from '../transport/received.ts';
import { ClientExchange } from './client-exchange.ts';
import { InviteClientTransaction } from './invite-client.ts';
import { NonInviteClientTransaction } from './non-invite-client.ts';
import type { DigestAccount } from '../authentication/digest-account.ts';
import type { Clock } from '../clock.ts';
import type { Essentials } from '../message/essentials.ts';
import type { Header, SipMessage, SipRequest, SipResponse } from '../message/message.ts';
import type { Random } from '../random.ts';
import type { Remote } from '../transport/transport.ts';
import type { Destination } from './client-exchange.ts';
import type { Counters } from './counters.ts';
import type { ClientHandlers, ClientMachine, ClientTransaction } from './ports.ts';

export interface ClientTableOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly counters: Counters;
  readonly maxTransactions: number;
  readonly send: (message: SipMessage, remote: Remote, onError: (detail: string) => void) => void;
  /** Who we are to the far end, where it may ask. */
  readonly accountFor: (request: SipRequest, hop: Remote) => DigestAccount | undefined;
  /** The hops that a request really takes, e.g. a stream before UDP where it is long. */
  readonly hopsFor: (request: SipRequest, hop: Remote) => readonly Remote[];
}

interface Client {
  readonly machine: ClientMachine;
  readonly remote: Remote;
}

/** The requests that we have under way. */
export class ClientTable {
  readonly #options: ClientTableOptions;
  readonly #clients = new Map<string, Client>();
  /** Credentials of INVITEs under way, for their ACK (RFC 3261 22.1). */
  readonly #credentials = new Map<string, Header[]>();

  constructor(options: ClientTableOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#clients.size;
  }

  /** Undefined when the table is full or the request is not well formed. */
  request(request: SipRequest, to: Remote | Destination, user: ClientHandlers): ClientTransaction | undefined {
    const { clock, random, accountFor, hopsFor } = this.#options;
    const wanted = 'hops' in to ? to : { hops: [to] };
    const [first] = wanted.hops;
    if (first === undefined) return undefined;
    const destination = this.#hopOfCancelled(request) ?? { ...wanted, hops: wanted.hops.flatMap((hop) => hopsFor(request, hop)) };
    const exchange = new ClientExchange({
      request, destination, user, clock, random,
      account: accountFor(request, first),
      launch: (copy, hop, handlers) => this.#launch(copy, hop, handlers),
    });
    return exchange.start() ? exchange : undefined;
  }

  receive(response: SipResponse, found: Essentials, remote: Remote): void {
    const { counters } = this.#options;
    const client = this.#clients.get(clientKey(found));
    // RFC 3261 8.1.3.3: with a Via below ours it was meant for somebody else.
    if (client === undefined || headerList(response, 'Via').length > 1) counters.strayResponses++;
    // A host name says nothing about the address that answers; a literal address does.
    else if (isIP(client.remote.host) !== 0 && client.remote.host !== remote.host) counters.wrongSource++;
    else client.machine.receive(response);
  }

  /** The ACK of an INVITE that went out with credentials carries the same ones. */
  acknowledging(message: SipMessage): SipMessage {
    if (this.#credentials.size === 0 || message.kind === 'response' || message.method !== 'ACK') return message;
    const headers = this.#credentials.get(credentialKey(message));
    return headers === undefined ? message : { ...message, headers: [...message.headers, ...headers] };
  }

  terminateAll(): void {
    for (const { machine } of [...this.#clients.values()]) machine.terminate();
  }

  #launch(request: SipRequest, remote: Remote, user: ClientHandlers): ClientMachine | undefined {
    const found = readEssentials(request);
    const { clock, maxTransactions, send } = this.#options;
    if (!found.ok || this.#clients.size >= maxTransactions) return undefined;
    const key = clientKey(found);
    const ports = {
      clock,
      reliable: isStream(remote),
      send: (message: SipMessage) => send(message, remote, (detail) => this.#clients.get(key)?.machine.fail(detail)),
      terminated: () => this.#forget(key, request),
    };
    const Machine = request.method === 'INVITE' ? InviteClientTransaction : NonInviteClientTransaction;
    const machine = new Machine(request, ports, user);
    this.#clients.set(key, { machine, remote });
    this.#keepCredentials(request);
    machine.start();
    return machine;
  }

  /** RFC 3261 9.1: a CANCEL goes where its INVITE went, whatever the user believes. */
  #hopOfCancelled(request: SipRequest): Destination | undefined {
    const found = request.method === 'CANCEL' ? readEssentials(request) : undefined;
    const invite = found?.ok === true ? this.#clients.get(`${found.branch ?? ''}|INVITE`) : undefined;
    return invite && { hops: [invite.remote] };
  }

  #keepCredentials(request: SipRequest): void {
    const headers = request.method === 'INVITE' ? request.headers.filter(([name]) => name === 'Authorization' || name === 'Proxy-Authorization') : [];
    if (headers.length > 0) this.#credentials.set(credentialKey(request), headers);
  }

  #forget(key: string, request: SipRequest): void {
    this.#clients.delete(key);
    if (request.method === 'INVITE') this.#credentials.delete(credentialKey(request));
  }
}

function credentialKey(request: SipRequest): string {
  return `${callIdOf(request)}|${cseqOf(request)?.sequence ?? 0}`;
}
