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
  const udp = await openUdpTransport(sip);
  const opened: SipTransport[] = [];
  try {
    if (sip.tcp === true) opened.push(await openTcpTransport(udp.local));
    if (sip.tlsCertFile) opened.push(await openTlsTransport({ host: sip.host, port: sip.tlsPort ?? 0 }, await identityOf(sip)));
  } catch (error) {
    await Promise.all([udp, ...opened].map((transport) => transport.close()));
    throw error;
  }
  return opened.length === 0 ? udp : combinedTransport([udp, ...opened]);
}

async function identityOf({ tlsCertFile = '', tlsKeyFile = '', tlsCaFile = '' }: MediaDependencies['sip']) {
  const [cert, key] = await Promise.all([readFile(tlsCertFile), readFile(tlsKeyFile)]);
  return { cert, key, ...(tlsCaFile !== '' && { ca: await readFile(tlsCaFile) }) };
}
