import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FaxEventBody } from '@faxwire/contracts';
import { STREAM_DRAIN_MS } from '../limits.ts';

/** Writes server-sent events no faster than the reader takes them: memory stays flat. */
export class SseWriter {
  readonly #response: ServerResponse;
  readonly #signal: AbortSignal;

  constructor(response: ServerResponse, signal: AbortSignal) {
    this.#response = response;
    this.#signal = signal;
  }

  async event(body: FaxEventBody): Promise<void> {
    await this.#write(`id: ${body.sequence}\nevent: ${body.type}\ndata: ${JSON.stringify(body)}\n\n`);
  }

  /** Keeps proxies from taking the silence for death, and shows us a reader that is gone. */
  async heartbeat(): Promise<void> {
    await this.#write(':\n\n');
  }

  async #write(text: string): Promise<void> {
    if (this.#response.write(text)) return;
    await once(this.#response, 'drain', { signal: AbortSignal.any([this.#signal, AbortSignal.timeout(STREAM_DRAIN_MS)]) });
  }
}
