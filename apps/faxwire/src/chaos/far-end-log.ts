import { open } from 'node:fs/promises';

/** A call as the far end saw it, answered or not. */
export interface FarCall {
  readonly callId: string;
  readonly faxId: string;
  readonly attemptId: string;
  /** Milliseconds since the Unix epoch: when the far end took notice of it. */
  readonly cameAt: number;
  /** When it confirmed its first page, its second, ... */
  readonly confirmedAt: readonly number[];
  readonly endedAt?: number;
  /** Where the far end keeps its pages. */
  readonly received?: string;
}

interface Line {
  readonly time: string;
  readonly msg: string;
  readonly callId?: string;
  readonly faxId?: string;
  readonly attemptId?: string;
  readonly received?: string;
}

/** Reads what the sandbox writes about its calls; it was told to write everything (level `debug`). */
export class FarEndLog {
  readonly #file: string;
  readonly #calls = new Map<string, FarCall>();
  #offset = 0;
  #rest = '';

  constructor(file: string) {
    this.#file = file;
  }

  get calls(): readonly FarCall[] {
    return [...this.#calls.values()];
  }

  /** Reads what was added since. */
  async read(): Promise<void> {
    const handle = await open(this.#file, 'r');
    try {
      const { size } = await handle.stat();
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - this.#offset), 0, size - this.#offset, this.#offset);
      this.#offset += bytesRead;
      this.#take(buffer.toString('utf8', 0, bytesRead));
    } finally {
      await handle.close();
    }
  }

  #take(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      const read = lineOf(line);
      if (read) this.#note(read);
    }
  }

  #note({ time, msg, callId, faxId = '', attemptId = '', received }: Line): void {
    if (callId === undefined) return;
    const at = Date.parse(time);
    const known = this.#calls.get(callId);
    // A sandbox that was killed forgets a call, and takes the repeated INVITE for a new one.
    const call = known ?? { callId, faxId, attemptId, cameAt: at, confirmedAt: [] };
    const kept = { ...call, ...(received !== undefined && { received }) };
    if (msg === 'a page was confirmed') this.#calls.set(callId, { ...kept, confirmedAt: [...call.confirmedAt, at] });
    else if (msg === 'a call ended') this.#calls.set(callId, { ...kept, endedAt: at });
    else if (msg === 'a call came in') this.#calls.set(callId, kept);
  }
}

function lineOf(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}
