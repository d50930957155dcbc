import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { EVENT_TYPES } from '@faxwire/contracts';
import type { Credentials } from '../credentials.ts';

export interface DeliveredWebhook {
  /** The header: the same for every delivery of the same event. */
  readonly webhookId: string;
  readonly type: string;
  readonly faxId: string;
  /** As it came: what is signed. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A tenant's receiver that answers 204 and keeps what came. */
export class WebhookSink {
  readonly delivered: DeliveredWebhook[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const { type, subject } = JSON.parse(body) as { type: string; subject: string };
        this.delivered.push({ webhookId: String(request.headers['webhook-id']), type, faxId: subject, body, headers: request.headers as Record<string, string> });
        response.writeHead(204).end();
      });
    });
  }

  static async open(): Promise<WebhookSink> {
    const sink = new WebhookSink();
    await once(sink.#server.listen(0, '127.0.0.1'), 'listening');
    return sink;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/webhook`;
  }

  /** How often each webhook of a fax came, by its id. */
  timesOf(faxId: string): ReadonlyMap<string, number> {
    const times = new Map<string, number>();
    for (const { faxId: of, webhookId } of this.delivered) if (of === faxId) times.set(webhookId, (times.get(webhookId) ?? 0) + 1);
    return times;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** Every event there is. Returns the secret that they are signed with. */
export async function askForWebhooks({ baseUrl, apiKey }: Credentials, url: string): Promise<string> {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  const response = await fetch(`${baseUrl}/fax/webhook/endpoints`, { method: 'POST', headers, body: JSON.stringify({ url, events: EVENT_TYPES }) });
  if (!response.ok) throw new Error(`no endpoint: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { secret: string }).secret;
}
