import { readFile } from 'node:fs/promises';
import { combinedTransport, openTcpTransport, openTlsTransport, openUdpTransport, type SipTransport } from '@faxwire/sip';
import type { MediaDependencies } from './media-dependency.ts';

/** A port that the system chose for UDP may be somebody's by TCP. */
const CHOICES = 5;

/** UDP, and TCP and TLS where they are wanted. Closes what it opened where one of them cannot be. */
export async function openTransport(sip: MediaDependencies['sip'], choices = CHOICES): Promise<SipTransport> {
  try {
    return await openAll(sip);
  } catch (error) {
    const isTaken = typeof error === 'object' && error !== null && 'code' in error && error.code === 'EADDRINUSE';
    if (!isTaken || sip.port !== 0 || choices <= 1) throw error;
    return openTransport(sip, choices - 1);
  }
}

async function openAll(sip: MediaDependencies['sip']): Promise<SipTransport> {
  const opened: SipTransport[] = [];
  try {
    const first = await openFamily(sip, opened);
    // The same port for both families: what is told of one holds for the other.
    if (sip.host6) await openFamily({ ...sip, host: sip.host6, port: first.local.port }, opened, { ipv6Only: true });
    return opened.length === 1 ? first : combinedTransport([first, ...opened.slice(1)]);
  } catch (error) {
    await Promise.all(opened.map((transport) => transport.close()));
    throw error;
  }
}

/** All transports on one address. @param opened gets them one by one, for whoever has to close them */
async function openFamily(sip: MediaDependencies['sip'], opened: SipTransport[], only: { readonly ipv6Only?: boolean } = {}): Promise<SipTransport> {
  const keep = <Transport extends SipTransport>(transport: Transport): Transport => {
    opened.push(transport);
    return transport;
  };
  const udp = keep(await openUdpTransport(sip, only));
  if (sip.tcp === true) keep(await openTcpTransport(udp.local, only));
  if (sip.tlsCertFile) keep(await openTlsTransport({ host: sip.host, port: sip.tlsPort ?? 0 }, await identityOf(sip), only));
  return udp;
}

async function identityOf({ tlsCertFile = '', tlsKeyFile = '', tlsCaFile = '' }: MediaDependencies['sip']) {
  const [cert, key] = await Promise.all([readFile(tlsCertFile), readFile(tlsKeyFile)]);
  return { cert, key, ...(tlsCaFile !== '' && { ca: await readFile(tlsCaFile) }) };
}
