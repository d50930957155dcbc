import { setTimeout as sleep } from 'node:timers/promises';
import { isErrorCode, errorDefinition } from '@faxwire/contracts';
import type { ApiDoor } from './api-door.ts';
import type { PlannedFax } from './fax-plan.ts';

/** More would only wait for channels. */
const MAX_OPEN = 8;
const LOOK_EVERY_MS = 500;
const ASK_AGAIN_MS = 500;
const ENDS: ReadonlySet<string> = new Set(['FaxSent', 'FaxFailed', 'FaxCancelled']);

/** One that was accepted, and what was seen of it on the way. */
export interface AcceptedFax {
  readonly key: string;
  readonly phoneNumber: string;
  readonly faxId: string;
  /** Statuses that were read and that nothing follows by itself, in order, each as often as it was new. */
  readonly ends: readonly string[];
}

/** Sends faxes, so many at a time, and watches them until they are at an end. */
export class FaxStream {
  readonly #door: ApiDoor;
  readonly #accepted = new Map<string, { key: string; phoneNumber: string; faxId: string; ends: string[] }>();
  readonly #sending = new Set<Promise<void>>();
  readonly refusals: string[] = [];
  /** Requests that were repeated with their key, as no answer came or a fault was answered. */
  repeated = 0;
  #isOver = false;

  constructor(door: ApiDoor) {
    this.#door = door;
  }

  get accepted(): readonly AcceptedFax[] {
    return [...this.#accepted.values()];
  }

  /** Not answered yet, or not at an end. */
  get open(): number {
    return this.#sending.size + this.accepted.filter(({ ends }) => ends.length === 0).length;
  }

  get unanswered(): number {
    return this.#sending.size;
  }

  /** Until the time is over, ms of the clock of `performance`. */
  async run(faxes: Iterator<PlannedFax, never>, until: number): Promise<void> {
    for (;;) {
      const { value } = faxes.next();
      await sleep(value.waitMs);
      while (this.open >= MAX_OPEN && performance.now() < until) await sleep(LOOK_EVERY_MS);
      if (performance.now() >= until) return;
      const sending = this.#send(value).finally(() => this.#sending.delete(sending));
      this.#sending.add(sending);
    }
  }

  /** Reads where the open ones stand, again and again, until `end`. */
  async watch(): Promise<void> {
    while (!this.#isOver) {
      await this.look(this.accepted.filter(({ ends }) => ends.length === 0));
      await sleep(LOOK_EVERY_MS);
    }
  }

  end(): void {
    this.#isOver = true;
  }

  /** Notes where they stand. One that is not answered is left for the next time. */
  async look(faxes: readonly AcceptedFax[]): Promise<void> {
    for (const { key, faxId } of faxes) {
      const answer = await this.#door.fax(faxId).catch(() => undefined);
      const status = answer?.status === 200 ? answer.body.faxStatus : undefined;
      const noted = this.#accepted.get(key);
      if (status && noted && noted.ends.at(-1) !== status && (ENDS.has(status) || noted.ends.length > 0)) noted.ends.push(status);
    }
  }

  /** With the same key until it is answered: so an accepted fax is exactly one. */
  async #send(fax: PlannedFax): Promise<void> {
    while (!this.#isOver) {
      const answer = await this.#door.submit(fax).catch(() => undefined);
      if (answer?.status === 202) return this.#accept(fax, answer.body.faxId);
      if (answer && !isRetriable(answer)) {
        this.refusals.push(`${fax.key}: ${answer.status} ${JSON.stringify(answer.body)}`);
        return;
      }
      this.repeated += 1;
      await sleep(ASK_AGAIN_MS);
    }
  }

  #accept({ key, phoneNumber }: PlannedFax, faxId: string): void {
    this.#accepted.set(key, { key, phoneNumber, faxId, ends: [] });
  }
}

function isRetriable({ status, body }: { readonly status: number; readonly body: unknown }): boolean {
  const { code } = body as { readonly code?: string };
  return code !== undefined && isErrorCode(code) ? errorDefinition(code).retriable : status >= 500;
}
