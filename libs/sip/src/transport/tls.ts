import { isIP } from 'node:net';
import { connect, createServer } from 'node:tls';
import { identityProblem } from './sip-identity.ts';
import { openStreamTransport } from './stream-transport.ts';
import type { Socket } from 'node:net';
import type { SecureVersion } from 'node:tls';
import type { StreamNetwork, StreamOptions, StreamTransport } from './stream-transport.ts';
import type { Remote } from './transport.ts';

export interface TlsIdentity {
  /** PEM. Ours to callers, and to servers that ask for a client certificate. */
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
  /** PEM: who may vouch for peers; those of the system where it is left out. */
  readonly ca?: string | Buffer;
  /** Whether peers that come to us must show a certificate that we can check. */
  readonly clientCertificates?: 'required' | 'not_asked';
  readonly minVersion?: SecureVersion;
}

/** RFC 8996: older versions are broken. */
const MIN_VERSION: SecureVersion = 'TLSv1.2';
/** A peer that connects and never greets must not hold a descriptor. */
const HANDSHAKE_TIMEOUT_MS = 5_000;

/** SIP over TLS (RFC 5922): the certificate has to name the host that was meant. */
export function openTlsTransport(local: Remote, identity: TlsIdentity, options: StreamOptions = {}): Promise<StreamTransport> {
  return openStreamTransport(tlsNetwork(identity), local, options);
}

function tlsNetwork({ clientCertificates = 'not_asked', minVersion = MIN_VERSION, ...keys }: TlsIdentity): StreamNetwork {
  const isRequired = clientCertificates === 'required';
  const common = { ...keys, minVersion };
  return {
    kind: 'tls',
    listen: (onConnection) => {
      const server = createServer({ ...common, requestCert: isRequired, rejectUnauthorized: isRequired, handshakeTimeout: HANDSHAKE_TIMEOUT_MS });
      server.on('secureConnection', onConnection);
      server.on('tlsClientError', (_error, socket: Socket) => socket.destroy());
      return server;
    },
    connect: ({ host, port, serverName = host }, onReady) =>
      connect({
        ...common, host, port,
        ...(isIP(serverName) === 0 && { servername: serverName }),
        checkServerIdentity: (_host, certificate) => identityProblem(serverName, certificate),
      }, onReady),
  };
}
