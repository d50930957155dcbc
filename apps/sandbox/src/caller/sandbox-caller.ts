import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentRenderer } from '@faxwire/documents';
import type { UserAgent } from '@faxwire/sip';
import { MediaSocket } from '@faxwire/terminal';
import { SANDBOX_CALLER, SANDBOX_TRUNK, incomingFaxId } from '@faxwire/trunks';
import type { SandboxOptions } from '../sandbox-option.ts';
import { CallingMachine } from './calling-machine.ts';
import type { PlacedCall } from './placed-call.ts';

/** Each is two fax machines of this process; more would fall out of step. */
const MAX_LIVE_CALLS = 4;
/** Records that are kept; they are forgotten with the process. */
const MAX_RECORDS = 200;
const OWNER_ONLY = 0o700;

export interface CallWish {
  /** E.164. */
  readonly to: string;
  readonly document: Buffer;
  readonly hangUpAfterPage: number | undefined;
  /** False for a machine that refuses T.38 and sends by its modems. */
  readonly t38: boolean;
}

export type Placed = { readonly ok: true; readonly call: PlacedCall } | { readonly ok: false; readonly code: 'too_many_calls' } | { readonly ok: false; readonly code: 'document'; readonly reason: string };

export interface SandboxCallerOptions extends Pick<SandboxOptions, 'terminals' | 'clock' | 'speed' | 'sipHost' | 'dataDir' | 'logger'> {
  readonly userAgent: UserAgent;
  readonly renderer: Pick<DocumentRenderer, 'render'>;
  /** Where the house takes calls. */
  readonly target: { readonly host: string; readonly port: number };
}

/** A fax machine of the sandbox that calls numbers of tenants, by real SIP, in T.38 or in audio. */
export class SandboxCaller {
  readonly #options: SandboxCallerOptions;
  /** Oldest first. */
  readonly #calls = new Map<string, PlacedCall>();
  #live = 0;

  constructor(options: SandboxCallerOptions) {
    this.#options = options;
  }

  find(id: string): PlacedCall | undefined {
    return this.#calls.get(id);
  }

  /** Resolves when the call is placed; what becomes of it is in its record. */
  async place(wish: CallWish): Promise<Placed> {
    if (this.#live >= MAX_LIVE_CALLS) return { ok: false, code: 'too_many_calls' };
    this.#live += 1;
    const folder = join(this.#options.dataDir, 'sandbox-calls', randomUUID());
    const forget = async (): Promise<void> => {
      this.#live -= 1;
      await rm(folder, { recursive: true, force: true });
    };
    try {
      const placed = await this.#begin(wish, folder, forget);
      if (!placed.ok) await forget();
      return placed;
    } catch (error) {
      await forget();
      throw error;
    }
  }

  async #begin({ to, document, hangUpAfterPage, t38 }: CallWish, folder: string, forget: () => Promise<void>): Promise<Placed> {
    await mkdir(folder, { recursive: true, mode: OWNER_ONLY });
    const [inputPath, tiffPath] = [join(folder, 'document'), join(folder, 'fax.tif')];
    await writeFile(inputPath, document, { mode: 0o600 });
    const rendered = await this.#options.renderer.render({ inputPath, outputPath: tiffPath });
    if (!rendered.ok) return { ok: false, code: 'document', reason: rendered.reason };
    const id = randomUUID();
    const socket = await MediaSocket.bind({ host: this.#options.sipHost });
    const machine = new CallingMachine({
      ...this.#options, to, socket, tiffPath, hangUpAfterPage, t38, caller: SANDBOX_CALLER, pageCount: rendered.pageCount,
      onPage: (pages) => this.#note(id, { pages }),
    });
    const faxId = incomingFaxId({ trunk: SANDBOX_TRUNK, sipCallId: machine.call.callId, calledNumber: to });
    this.#keep({ id, to, faxId, state: 'calling', pages: 0, startedOn: new Date().toISOString() });
    void this.#finish(id, machine).finally(() => Promise.all([socket.close(), forget()]));
    return { ok: true, call: this.#calls.get(id) as PlacedCall };
  }

  async #finish(id: string, machine: CallingMachine): Promise<void> {
    const { sent, ...outcome } = await machine.run();
    this.#note(id, { ...outcome, state: sent ? 'sent' : 'failed', endedOn: new Date().toISOString() });
  }

  #keep(call: PlacedCall): void {
    this.#calls.set(call.id, call);
    const [oldest] = this.#calls.keys();
    if (this.#calls.size > MAX_RECORDS && oldest !== undefined) this.#calls.delete(oldest);
  }

  #note(id: string, change: Partial<PlacedCall>): void {
    const call = this.#calls.get(id);
    if (call) this.#calls.set(id, { ...call, ...change });
  }
}
