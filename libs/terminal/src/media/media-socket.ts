import type { RemoteInfo, Socket } from 'node:dgram';
import { createSocket } from 'node:dgram';
import { isIP, isIPv6 } from 'node:net';
import type { UdptlSessionOptions } from '@faxwire/t38';
import type { AudioLine } from './audio-line.ts';
import { MediaError } from './media-error.ts';
import type { RtpChannelOptions } from './rtp-channel.ts';
import { RtpChannel } from './rtp-channel.ts';
import { looksLikeRtp } from './rtp-packet.ts';
import type { UdptlTap } from './udptl-channel.ts';
import { looksLikeUdptl, UdptlChannel } from './udptl-channel.ts';

export interface MediaSocketOptions {
  /** A local IP address. */
  readonly host: string;
  /** Both included; without it the system chooses. */
  readonly portRange?: { readonly first: number; readonly last: number };
}

export interface MediaAddress {
  readonly address: string;
  readonly port: number;
}

export interface MediaCounters {
  received: number;
  sent: number;
  /** Datagrams from somewhere else than the far end: never looked at. */
  foreign: number;
  /** The source was moved behind an address translator: 0 or 1 for each `expect`. */
  latched: number;
  /** Datagrams that broke something of ours: dropped. */
  faults: number;
  /** Refused by the system, e.g. because nobody listens there yet. */
  sendErrors: number;
}

/** Who may move the media of a far end: another port of the host that it named, or another host as well. */
export type MediaLatch = 'same-host' | 'any-host';

/** What a channel needs of the socket it talks through. */
export interface MediaPath {
  send(datagram: Uint8Array): void;
}

interface MediaChannel {
  receive(datagram: Uint8Array): void;
  close(): void;
}

/** One UDP port for a call: audio first, T.38 after the switch, audio again if that fails. */
export class MediaSocket implements MediaPath {
  readonly counters: MediaCounters = { received: 0, sent: 0, foreign: 0, latched: 0, faults: 0, sendErrors: 0 };
  #channel: MediaChannel | undefined;
  #remote: MediaAddress | undefined;
  #signalled: MediaAddress | undefined;
  #latch: MediaLatch | undefined;
  #closed = false;

  /** Also after the port was given away. */
  readonly port: number;
  readonly host: string;

  private constructor(private readonly socket: Socket) {
    ({ port: this.port, address: this.host } = socket.address());
    socket.on('message', (datagram, source) => this.#receive(datagram, source));
    socket.on('error', () => (this.counters.sendErrors += 1));
  }

  /** Rejects with {@link MediaError}. */
  static async bind(options: MediaSocketOptions): Promise<MediaSocket> {
    for (const port of candidatePorts(options.portRange)) {
      const socket = await bindTo(options.host, port);
      if (socket) return new MediaSocket(socket);
    }
    throw new MediaError('no_port', `no free UDP port on ${options.host}`);
  }

  /**
   * The far end as its SDP names it: all others are dropped. With a latch the first datagram that looks like media, and
   * comes before any from there, moves it, once: for peers behind an address translator.
   */
  expect(remote: MediaAddress, latch?: MediaLatch): void {
    const isPort = Number.isInteger(remote.port) && remote.port > 0 && remote.port <= 65_535;
    if (isIP(remote.address) === 0 || !isPort) throw new MediaError('invalid_remote', 'the media address is not an IP address and port');
    // Told again what is known: the translator's address stays.
    const isRefresh = this.#signalled?.address === remote.address && this.#signalled.port === remote.port;
    this.#signalled = remote;
    if (isRefresh) return;
    this.#remote = remote;
    this.#latch = latch;
  }

  /** Audio from now on; what ran before on this socket is closed. */
  openAudio(options: RtpChannelOptions): RtpChannel {
    return this.#install(new RtpChannel(this, options));
  }

  /** T.38 from now on; what ran before on this socket is closed. */
  switchToT38(options: UdptlSessionOptions = {}, tap?: UdptlTap): UdptlChannel {
    return this.#install(new UdptlChannel(this, options, tap));
  }

  /** The audio and its port for somebody else, who closes it; this one is closed thereby. Undefined without audio or a far end. */
  giveAwayAudio(): AudioLine | undefined {
    const channel = this.#channel;
    if (this.#closed || this.#remote === undefined || !(channel instanceof RtpChannel)) return undefined;
    this.#closed = true;
    channel.close();
    this.socket.removeAllListeners('message');
    return { socket: this.socket, remote: this.#remote, codec: channel.codec, position: channel.position };
  }

  send(datagram: Uint8Array): void {
    if (this.#remote === undefined || this.#closed) return;
    this.counters.sent += 1;
    this.socket.send(datagram, this.#remote.port, this.#remote.address, (error) => {
      if (error) this.counters.sendErrors += 1;
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#channel?.close();
    await new Promise<void>((resolve) => this.socket.close(() => resolve()));
  }

  #install<C extends MediaChannel>(channel: C): C {
    this.#channel?.close();
    this.#channel = channel;
    return channel;
  }

  #receive(datagram: Uint8Array, source: RemoteInfo): void {
    this.counters.received += 1;
    if (!this.#isFarEnd(datagram, source)) this.counters.foreign += 1;
    else this.#deliver(datagram);
  }

  /** A fault of ours in one call is that call's: thrown on from here it would end the process, and every call with it. */
  #deliver(datagram: Uint8Array): void {
    try {
      this.#channel?.receive(datagram);
    } catch {
      this.counters.faults += 1;
    }
  }

  #isFarEnd(datagram: Uint8Array, source: RemoteInfo): boolean {
    if (this.#remote === undefined) return false;
    if (source.address === this.#remote.address && source.port === this.#remote.port) {
      this.#latch = undefined;
      return true;
    }
    if (this.#latch === undefined || !isLatchable(datagram, source, { latch: this.#latch, remote: this.#remote })) return false;
    this.#latch = undefined;
    this.counters.latched += 1;
    this.#remote = { address: source.address, port: source.port };
    return true;
  }
}

/** The guard against a stranger who sends first: not from another host where the trunk's media has one, and nothing that no peer would send. */
function isLatchable(datagram: Uint8Array, source: RemoteInfo, { latch, remote }: { latch: MediaLatch; remote: MediaAddress }): boolean {
  if (latch === 'same-host' && source.address !== remote.address) return false;
  return looksLikeRtp(datagram) || looksLikeUdptl(datagram);
}

/** Even ports only: the odd one above belongs to RTCP. A random start spreads calls and hides the next port. */
function candidatePorts(range: MediaSocketOptions['portRange']): number[] {
  if (range === undefined) return [0];
  const even = Array.from({ length: range.last - range.first + 1 }, (_, i) => range.first + i).filter((port) => port % 2 === 0);
  const start = Math.floor(Math.random() * even.length);
  return [...even.slice(start), ...even.slice(0, start)];
}

/** Undefined when the port is taken. */
async function bindTo(host: string, port: number): Promise<Socket | undefined> {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  const failure = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    socket.once('error', resolve);
    socket.bind({ address: host, port, exclusive: true }, () => resolve(undefined));
  });
  socket.removeAllListeners('error');
  if (failure === undefined) return socket;
  socket.close();
  if (failure.code === 'EADDRINUSE') return undefined;
  throw new MediaError('bind_failed', `UDP ${host}:${port}: ${failure.message}`);
}
