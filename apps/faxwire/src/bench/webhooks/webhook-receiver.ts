/** A process of its own that takes webhooks, and remembers which came when; and a port that takes connections and never answers. */
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';

/** Both give what arrived since the last order, and forget it. */
export type ReceiverOrder = 'arrivals' | 'count';

export interface Arrival {
  readonly webhookId: string;
  /** `/1` */
  readonly path: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

export interface ReceiverAnswer {
  readonly port: number;
  readonly hangingPort: number;
  readonly count: number;
  /** Empty where only their number was asked for. */
  readonly arrivals: readonly Arrival[];
}

const NO_CONTENT = 204;
const arrivals: Arrival[] = [];

const receiver = createHttpServer((request, response) => {
  request.resume();
  request.on('end', () => {
    arrivals.push({ webhookId: String(request.headers['webhook-id']), path: request.url ?? '', at: performance.timeOrigin + performance.now() });
    response.writeHead(NO_CONTENT).end();
  });
});
const hanging = createServer((socket) => socket.resume().on('error', () => undefined));
const [port, hangingPort] = await Promise.all([listening(receiver), listening(hanging)]);

process.on('message', (order: ReceiverOrder) => {
  const taken = arrivals.splice(0);
  process.send?.({ port, hangingPort, count: taken.length, arrivals: order === 'arrivals' ? taken : [] } satisfies ReceiverAnswer);
});
process.on('disconnect', () => process.exit(0));

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
