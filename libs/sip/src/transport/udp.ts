import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIP, isIPv6 } from 'node:net';
import type { Socket } from 'node:dgram';
import type { Remote, SipTransport } from './transport.ts';

/** Nobody answers it, and no parser takes it for a message. */
const KEEP_ALIVE = Buffer.from('\r\n\r\n');

/** Socket buffer that holds a burst of some hundred INVITEs while the event loop is busy. */
const BUFFER_BYTES = 1_048_576;

class UdpTransport implements SipTransport {
  readonly #socket: Socket;
  readonly local: Remote;
  #closed = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    const { address, port } = socket.address();
    this.local = { host: address, port };
    // An unconnected socket reports hardly anything here; what it reports must not end the process.
    socket.on('error', () => undefined);
  }

  localFor({ host, transport = 'udp' }: Remote): Remote | undefined {
    const isOtherFamily = isIP(host) !== 0 && isIPv6(host) !== isIPv6(this.local.host);
    return transport === 'udp' && !isOtherFamily ? { ...this.local, transport } : undefined;
  }

  send(bytes: Uint8Array, remote: Remote, onError?: (detail: string) => void): void {
    if (this.#closed) {
      process.nextTick(() => onError?.('transport is closed'));
      return;
    }
    try {
      this.#socket.send(bytes, remote.port, remote.host, (error) => {
        if (error) onError?.(error.message);
      });
    } catch (error) {
      // node checks the port before it sends, and throws.
      const detail = error instanceof Error ? error.message : 'cannot send';
      process.nextTick(() => onError?.(detail));
    }
  }

  keepAlive(remote: Remote): void {
    this.send(KEEP_ALIVE, remote);
  }

  onMessage(listener: (bytes: Uint8Array, remote: Remote) => void): void {
    this.#socket.on('message', (bytes, { address, port }) => listener(bytes, { host: address, port }));
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await new Promise<void>((resolve) => this.#socket.close(() => resolve()));
  }
}

/** Binds and resolves once datagrams can come; port 0 takes a free one. Rejects when the address is taken. */
export async function openUdpTransport({ host, port }: Remote, options: { readonly ipv6Only?: boolean } = {}): Promise<SipTransport> {
  const socket = createSocket({ type: isIPv6(host) ? 'udp6' : 'udp4', ipv6Only: options.ipv6Only === true, recvBufferSize: BUFFER_BYTES, sendBufferSize: BUFFER_BYTES });
  try {
    socket.bind(port, host);
    await once(socket, 'listening');
    return new UdpTransport(socket);
  } catch (error) {
    socket.close();
    throw error;
  }
}
