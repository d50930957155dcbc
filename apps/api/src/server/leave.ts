import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { SHUTDOWN_GRACE_MS } from '../limits.ts';

/**
 * Lets the server leave in bounded time. Node closes the connections that fell idle, but not those on which nothing was
 * ever asked, which browsers and pools open in advance; and a client that reads slowly could hold us for minutes.
 */
export function leaveInTime(fastify: FastifyInstance): void {
  const server: Server = fastify.server;
  const silent = new Set<Socket>();
  server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }) => silent.delete(socket));
  fastify.addHook('preClose', async () => {
    for (const socket of silent) socket.destroy();
    const timer = setTimeout(() => server.closeAllConnections(), SHUTDOWN_GRACE_MS);
    server.once('close', () => clearTimeout(timer));
  });
}
