import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { buildConnector } from 'undici';

export interface Pin {
  /** The name that the certificate must carry. */
  readonly hostname: string;
  /** Checked addresses, tried in this order. No name reaches the socket, so nothing is looked up again. */
  readonly addresses: readonly string[];
  readonly signal: AbortSignal;
  /** Trusted besides nothing else, PEM; undefined for the well-known authorities. */
  readonly ca?: string;
}

/** A silent address must leave time for the next one within a delivery's deadline, ms. */
const ADDRESS_TIMEOUT_MS = 4_000;

/** Connects to one of the given addresses and to nothing else. Proxies of the environment play no part. */
export function pinnedConnector(pin: Pin): buildConnector.connector {
  return ({ protocol, port }, callback) => {
    connectFirst(pin, protocol === 'https:' ? tlsTo(pin, port) : tcpTo(port)).then(
      (socket) => callback(null, socket),
      (error: Error) => callback(error, null),
    );
  };
}

type Open = (address: string) => { socket: Socket; ready: string };

const tcpTo = (port: string): Open => (address) => ({ socket: connectTcp({ host: address, port: Number(port || 80) }), ready: 'connect' });

const tlsTo = (pin: Pin, port: string): Open => (address) => ({
  socket: connectTls({
    host: address,
    port: Number(port || 443),
    // SNI carries names only (RFC 6066 section 3); without one the certificate must name the address.
    ...(isIP(pin.hostname) === 0 ? { servername: pin.hostname } : {}),
    ...(pin.ca === undefined ? {} : { ca: pin.ca }),
    ALPNProtocols: ['http/1.1'],
    // Said aloud, because an environment variable can turn the default off.
    rejectUnauthorized: true,
  }),
  ready: 'secureConnect',
});

async function connectFirst(pin: Pin, open: Open): Promise<Socket> {
  let failure: unknown = new Error('no address');
  for (const address of pin.addresses) {
    pin.signal.throwIfAborted();
    try {
      return await ready(open(address), pin.signal);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

function ready(opening: ReturnType<Open>, signal: AbortSignal): Promise<Socket> {
  const { socket } = opening;
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      done();
      socket.destroy();
      reject(error);
    };
    const abort = () => fail(new Error('aborted'));
    const timer = setTimeout(() => fail(Object.assign(new Error('no answer from the address'), { code: 'ETIMEDOUT' })), ADDRESS_TIMEOUT_MS);
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      socket.off('error', fail);
    };
    signal.addEventListener('abort', abort, { once: true });
    socket.once('error', fail);
    socket.once(opening.ready, () => {
      done();
      resolve(socket.setNoDelay(true));
    });
  });
}
