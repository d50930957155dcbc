import { once } from 'node:events';
import { isIP, isIPv6 } from 'node:net';
import { systemClock } from '../clock.ts';
import { formatHostPort } from '../message/host-port.ts';
import { StreamConnection } from './stream-connection.ts';
import { DEFAULT_STREAM_LIMITS } from './stream-limits.ts';
import type { Server, Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import type { StreamLimits } from './stream-limits.ts';
import type { Remote, SipTransport, TransportKind } from './transport.ts';

/** What differs between TCP and TLS. */
export interface StreamNetwork {
  readonly kind: Exclude<TransportKind, 'udp'>;
  /** Calls back for each connection that may be read. */
  listen(onConnection: (socket: Socket) => void): Server;
  /** Opens; `onReady` once the peer is who it should be. */
  connect(remote: Remote, onReady: () => void): Socket;
}

export interface StreamOptions {
  readonly clock?: Clock;
  readonly limits?: Partial<StreamLimits>;
  /** On `::`: leaves IPv4 to somebody else. */
  readonly ipv6Only?: boolean;
}

class StreamTransport implements SipTransport {
  readonly local: Remote;
  readonly #network: StreamNetwork;
  readonly #server: Server;
  readonly #clock: Clock;
  readonly #limits: StreamLimits;
  readonly #connections = new Map<string, StreamConnection>();
  readonly #sources = new Map<string, number>();
  #listener: (bytes: Uint8Array, remote: Remote) => void = () => undefined;
  #onFlowFailed: (remote: Remote) => void = () => undefined;
  #closed = false;

  constructor(server: Server, network: StreamNetwork, { clock = systemClock, limits }: StreamOptions) {
    const address = server.address();
    const { address: host, port } = typeof address === 'object' && address !== null ? address : { address: '', port: 0 };
    this.local = { host, port, transport: network.kind };
    this.#server = server;
    this.#network = network;
    this.#clock = clock;
    this.#limits = { ...DEFAULT_STREAM_LIMITS, ...limits };
  }

  /** Connections that stand or are being opened. */
  get connections(): number {
    return this.#connections.size;
  }

  localFor(remote: Remote): Remote | undefined {
    const isSameFamily = isIP(remote.host) === 0 || isIPv6(remote.host) === isIPv6(this.local.host);
    return remote.transport === this.#network.kind && (isSameFamily || this.local.host === '::') ? this.local : undefined;
  }

  send(bytes: Uint8Array, remote: Remote, onError?: (detail: string) => void): void {
    const { host, standingPort } = remote;
    const known = this.#connections.get(formatHostPort(remote)) ?? this.#connections.get(formatHostPort({ host, port: standingPort }));
    const connection = known ?? (this.#closed ? undefined : this.#open(remote));
    if (connection !== undefined) connection.send(bytes, onError);
    else process.nextTick(() => onError?.(this.#closed ? 'transport is closed' : 'too many connections'));
  }

  onMessage(listener: (bytes: Uint8Array, remote: Remote) => void): void {
    this.#listener = listener;
  }

  keepAlive({ host, port }: Remote): void {
    this.#connections.get(formatHostPort({ host, port }))?.ping();
  }

  onFlowFailed(listener: (remote: Remote) => void): void {
    this.#onFlowFailed = listener;
  }

  accept(socket: Socket): void {
    const { remoteAddress: host, remotePort: port } = socket;
    if (host === undefined || port === undefined || this.#closed || !this.#hasRoomFor(host)) {
      socket.destroy();
      return;
    }
    this.#sources.set(host, (this.#sources.get(host) ?? 0) + 1);
    this.#keep(socket, { remote: { host, port }, isOurs: false });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const connection of this.#connections.values()) connection.close('transport is closed');
    await closed;
  }

  #hasRoomFor(host: string): boolean {
    const { connections, connectionsPerSource } = this.#limits;
    return this.#connections.size < connections && (this.#sources.get(host) ?? 0) < connectionsPerSource;
  }

  #open(remote: Remote): StreamConnection | undefined {
    if (this.#connections.size >= this.#limits.connections) return undefined;
    const socket = this.#network.connect(remote, () => connection.opened());
    const connection = this.#keep(socket, { remote, isOurs: true });
    return connection;
  }

  #keep(socket: Socket, { remote, isOurs }: { remote: Remote; isOurs: boolean }): StreamConnection {
    const key = formatHostPort(remote);
    const peer = { host: remote.host, port: remote.port, transport: this.#network.kind };
    const connection = new StreamConnection({
      socket, isOurs, clock: this.#clock, limits: this.#limits,
      // A name says nothing about the address that answers.
      onMessage: (bytes) => this.#listener(bytes, isOurs ? { ...peer, host: socket.remoteAddress ?? peer.host } : peer),
      onClosed: () => {
        if (this.#connections.get(key) === connection) this.#connections.delete(key);
        if (!isOurs) this.#forgetSource(remote.host);
        else if (!this.#closed) this.#onFlowFailed({ ...remote, transport: this.#network.kind });
      },
    });
    this.#connections.set(key, connection);
    return connection;
  }

  #forgetSource(host: string): void {
    const left = (this.#sources.get(host) ?? 1) - 1;
    if (left > 0) this.#sources.set(host, left);
    else this.#sources.delete(host);
  }
}

export type { StreamTransport };

/** Listens and resolves once connections can come. Rejects when the address is taken. */
export async function openStreamTransport(network: StreamNetwork, { host, port }: Remote, options: StreamOptions = {}): Promise<StreamTransport> {
  const waiting: Socket[] = [];
  let take = (socket: Socket): void => void waiting.push(socket);
  const server = network.listen((socket) => take(socket));
  server.listen({ port, host, ipv6Only: options.ipv6Only === true });
  await once(server, 'listening');
  // What it reports afterwards must not end the process.
  server.on('error', () => undefined);
  const transport = new StreamTransport(server, network, options);
  take = (socket) => transport.accept(socket);
  for (const socket of waiting) transport.accept(socket);
  return transport;
}
