import { connect, createServer } from 'node:net';
import { openStreamTransport } from './stream-transport.ts';
import type { StreamNetwork, StreamOptions, StreamTransport } from './stream-transport.ts';
import type { Remote } from './transport.ts';

const TCP: StreamNetwork = {
  kind: 'tcp',
  listen: (onConnection) => createServer(onConnection),
  connect: ({ host, port }, onReady) => connect({ host, port }, onReady),
};

/** SIP over TCP; port 0 takes a free one. */
export function openTcpTransport(local: Remote, options: StreamOptions = {}): Promise<StreamTransport> {
  return openStreamTransport(TCP, local, options);
}
