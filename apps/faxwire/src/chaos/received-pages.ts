import { join } from 'node:path';
import { readFaxPages } from '@faxwire/documents';
import type { FarCall } from './far-end-log.ts';

/** The hashes of what the far end received, by call: read when a call is over, because it keeps the newest calls only. */
export class ReceivedPages {
  readonly #folder: string;
  readonly #hashes = new Map<string, readonly string[]>();

  /** @param dataDir of the sandbox */
  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'sandbox');
  }

  async read(calls: readonly FarCall[]): Promise<void> {
    for (const { callId, received, endedAt, confirmedAt } of calls) {
      if (received === undefined || endedAt === undefined || confirmedAt.length === 0 || this.#hashes.has(callId)) continue;
      const pages = await readFaxPages(join(this.#folder, received, 'pages.tiff')).catch(() => []);
      this.#hashes.set(callId, pages.map(({ sha256 }) => sha256));
    }
  }

  /** Undefined where they were not read; empty where they could not be. */
  of(callId: string): readonly string[] | undefined {
    return this.#hashes.get(callId);
  }
}
