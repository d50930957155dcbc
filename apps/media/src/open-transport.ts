import { readFile } from 'node:fs/promises';
import { combinedTransport, openTcpTransport, openTlsTransport, openUdpTransport, type SipTransport } from '@faxwire/sip';
import type { MediaDependencies } from './media-dependency.ts';

/** UDP, and TCP and TLS where they are wanted. Closes what it opened where one of them cannot be. */
export async function openTransport(sip: MediaDependencies['sip']): Promise<SipTransport> {
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
