import { createServer } from 'node:net';
import { LocalError } from './local-error.ts';

/** Everything that we start is for this machine alone. */
export const LOOPBACK = '127.0.0.1';

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}

export function freePort(): Promise<number> {
  return listenOnce(0);
}

/** @throws LocalError `port_taken` when something else listens there. */
export async function assertFree(port: number, purpose: string): Promise<void> {
  await listenOnce(port).catch((error: NodeJS.ErrnoException) => {
    throw new LocalError('port_taken', `Port ${port} for ${purpose} cannot be used (${error.code ?? error.message}); name another one.`);
  });
}
