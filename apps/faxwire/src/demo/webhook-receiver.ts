import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';

/** Webhooks of ours are a few kilobytes. */
const MAX_BODY_BYTES = 65_536;

export interface ReceivedWebhook {
  readonly type: string;
  readonly verified: boolean;
}

export interface WebhookReceiver {
  readonly url: string;
  /** The endpoint's secret, known once the endpoint exists. */
  expect(secret: string): void;
  /** Resolves when a webhook of this type has come, with whether its signature was right. */
  next(type: string): Promise<ReceivedWebhook>;
  close(): Promise<void>;
}

/** A receiver as a tenant would have one: it answers 204 and checks the signature (Standard Webhooks). */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const waiting = new Set<() => void>();
  let secret = '';
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      received.push({ type: typeOf(body), verified: isSigned(request, body, secret) });
      waiting.forEach((look) => look());
      response.writeHead(204).end();
    }, () => response.writeHead(400).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/webhook`,
    expect: (known) => (secret = known),
    next: (type) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = received.find((webhook) => webhook.type === type);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > MAX_BODY_BYTES) throw new Error('too long');
  }
  return body;
}

function typeOf(body: string): string {
  try {
    const { type } = JSON.parse(body) as { type?: unknown };
    return typeof type === 'string' ? type : '';
  } catch {
    return '';
  }
}

/** Standard Webhooks: base64 HMAC-SHA256 over id, timestamp and body, under the bytes behind `whsec_`. */
function isSigned({ headers }: IncomingMessage, body: string, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const right = Buffer.from(`v1,${createHmac('sha256', key).update(content).digest('base64')}`);
  return String(headers['webhook-signature']).split(' ').some((given) => given.length === right.length && timingSafeEqual(Buffer.from(given), right));
}
