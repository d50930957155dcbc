import { systemClock } from '../clock.ts';
import { systemRandom } from '../random.ts';
import { combinedTransport } from '../transport/combined-transport.ts';
import { openTcpTransport } from '../transport/tcp.ts';
import { openTlsTransport } from '../transport/tls.ts';
import { openUdpTransport } from '../transport/udp.ts';
import { UserAgent } from '../user-agent/user-agent.ts';
import type { TlsIdentity } from '../transport/tls.ts';
import type { Remote } from '../transport/transport.ts';

export interface StreamAgent {
  readonly agent: UserAgent;
  readonly udp: Remote;
  readonly tcp: Remote;
  readonly tls: Remote | undefined;
  /** `in tcp INVITE`, ... in the order seen. */
  readonly seen: string[];
}

/** A user agent on real sockets of all transports. */
export async function openStreamAgent(options: { host?: string; tls?: TlsIdentity; isUdpOnly?: boolean } = {}): Promise<StreamAgent> {
  const local = { host: options.host ?? '127.0.0.1', port: 0 };
  const udp = await openUdpTransport(local);
  const tcp = await openTcpTransport(options.isUdpOnly === true ? local : udp.local);
  const tls = options.tls && (await openTlsTransport(local, options.tls));
  const seen: string[] = [];
  const transport = options.isUdpOnly === true ? udp : combinedTransport([udp, tcp, ...(tls ? [tls] : [])]);
  if (options.isUdpOnly === true) await tcp.close();
  const agent = new UserAgent({
    transport, clock: systemClock, random: systemRandom,
    trace: ({ direction, bytes, peer }) => {
      const [start = ''] = Buffer.from(bytes).toString('utf8').split('\r\n', 1);
      seen.push(`${direction} ${peer.transport ?? 'udp'} ${start.startsWith('SIP/2.0') ? start.split(' ')[1] : start.split(' ', 1)[0]}`);
    },
  });
  return { agent, udp: udp.local, tcp: tcp.local, tls: tls?.local, seen };
}
