import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedWebhook {
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly at: number;
  readonly path: string;
}

export type Answer = (response: ServerResponse, received: ReceivedWebhook) => void;

export const answering = (status: number, headers: Record<string, string> = {}, body = ''): Answer => (response) => {
  response.writeHead(status, headers).end(body);
};

/** A tenant's HTTP server on loopback. */
export class Receiver {
  readonly received: ReceivedWebhook[] = [];
  answer: Answer;
  readonly #server: Server;

  private constructor(server: Server, answer: Answer) {
    this.#server = server;
    this.answer = answer;
  }

  static async start(answer: Answer = answering(204)): Promise<Receiver> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const receiver = new Receiver(server, answer);
    server.on('request', (request, response) => void receiver.#take(request, response));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook?tenant=1`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const webhook = { headers: request.headers as Record<string, string>, body: Buffer.concat(chunks).toString(), at: Date.now(), path: request.url ?? '' };
    this.received.push(webhook);
    // A receiver that answers without end is cut off in the middle of it.
    response.on('error', () => undefined);
    this.answer(response, webhook);
  }
}
