import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const LOOPBACK = '127.0.0.1';

/** For specs: a free port, an even one as media wants. Another's may take it meanwhile, which the run would show. */
export async function freeMediaPort(): Promise<number> {
  for (;;) {
    const socket = createSocket('udp4').bind(0, LOOPBACK);
    await once(socket, 'listening');
    const { port } = socket.address();
    socket.close();
    if (port % 2 === 0) return port;
  }
}
