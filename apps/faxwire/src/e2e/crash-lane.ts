import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FaxwireClient } from '../client/faxwire-client.ts';
import type { Credentials } from '../credentials.ts';
import { gatherEvidence, wasDisturbed, webhookIdsOf, type FaxEvidence } from './fax-evidence.ts';
import { HouseProcess, type ProcessEnd } from './house-process.ts';
import { prepareFolder, type PreparedFolder } from './prepared-folder.ts';
import { submit, type Submission } from './submission.ts';
import { textOfPages } from './text-document.ts';
import { WebhookSink, askForWebhooks } from './webhook-sink.ts';

const PAGES = 2;
/** The machine that receives everything; others count calls, and forget them with the process. */
const NUMBER = '+19995550100';
/** A fax of two pages takes three seconds, and as long again for each attempt. */
const PATIENCE_MS = 60_000;
/** The lease of a delivery whose worker was killed is this and 15 s. */
const WEBHOOK_TIMEOUT_MS = 1_000;
const WEBHOOK_PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 100;
const TRIES = 3;

export interface Crash {
  /** How the armed process ended. */
  readonly end: ProcessEnd;
  /** Whether the POST was answered before. */
  readonly wasAnswered: boolean;
  /** Faxes of this case that were there after the restart, before the POST was repeated. */
  readonly survivors: number;
  readonly evidence: FaxEvidence;
}

/** One data folder whose process is killed again and again, and one receiver that hears of everything. */
export class CrashLane {
  readonly sink: WebhookSink;
  readonly evidences: FaxEvidence[] = [];
  restarts = 0;
  /** Faxes that were accepted and that are not there any more. */
  lost = 0;
  readonly #folder: PreparedFolder;
  #house: HouseProcess | undefined;
  #hasEndpoint = false;

  private constructor(folder: PreparedFolder, sink: WebhookSink) {
    this.#folder = folder;
    this.sink = sink;
  }

  static async open(): Promise<CrashLane> {
    return new CrashLane(await prepareFolder(), await WebhookSink.open());
  }

  async close(): Promise<void> {
    await this.#house?.end('SIGKILL');
    await this.sink.close();
    await this.#folder.remove();
  }

  /** One fax, to a process that dies at the fail point; then the next process takes over, and is the one that dies in the next case. Once more where a starved machine broke a call. */
  async crashAt(failPoint: string): Promise<Crash> {
    for (let time = 1; ; time += 1) {
      const crash = await this.#crashOnce(failPoint, `${failPoint}, time ${time}`).catch((error: unknown) => this.#forget(error));
      if (time === TRIES || !wasDisturbed(crash.evidence)) return crash;
    }
  }

  /** The next case has a process of its own: nobody knows what is wrong with this one. */
  async #forget(error: unknown): Promise<never> {
    await this.#house?.end('SIGKILL');
    this.#house = undefined;
    throw error;
  }

  async #crashOnce(failPoint: string, name: string): Promise<Crash> {
    const submission = submissionNamed(name);
    const armed = this.#house ?? (await this.#start());
    const ready = await this.#ready(armed);
    await this.#arm(failPoint);
    const answered = await submit(ready, submission).catch(() => undefined);
    const end = await armed.endsWithin(PATIENCE_MS);
    await this.#arm('');
    const credentials = await this.#ready(await this.#start());
    const survivors = (await this.#faxesNamed(credentials, name)).length;
    if (answered && survivors === 0) this.lost += 1;
    // The same key: the fax that there is, or one that is made now.
    const { faxId } = await submit(credentials, submission);
    if (answered && answered.faxId !== faxId) throw new Error('One Idempotency-Key made two faxes.');
    return { end, survivors, wasAnswered: answered !== undefined, evidence: await this.#gather(credentials, faxId) };
  }

  /** Several faxes at once; their process is killed at each of the moments, ms after it was started, and started again. */
  async crashAfter(faxes: number, moments: readonly number[]): Promise<FaxEvidence[]> {
    const submissions = Array.from({ length: faxes }, (_, index) => submissionNamed(`random ${index + 1}`));
    const first = await this.#ready(await this.#start());
    const answers = await Promise.all(submissions.map((submission) => submit(first, submission)));
    for (const moment of moments) {
      await sleep(moment);
      await this.#start();
    }
    const credentials = await this.#ready(this.#house);
    const known = new Set((await new FaxwireClient(credentials).list(100)).map(({ faxId }) => faxId));
    this.lost += answers.filter(({ faxId }) => !known.has(faxId)).length;
    return Promise.all(answers.map(({ faxId }) => this.#gather(credentials, faxId)));
  }

  /** Webhooks that did not come, though their events stand in the log. */
  async missingWebhooks(): Promise<string[]> {
    const deadline = Date.now() + WEBHOOK_PATIENCE_MS;
    const missing = (): string[] =>
      this.evidences.flatMap((evidence) => {
        const came = this.sink.timesOf(evidence.fax.faxId);
        return webhookIdsOf(evidence).filter((id) => !came.has(id));
      });
    while (missing().length > 0 && Date.now() < deadline) await sleep(LOOK_EVERY_MS);
    return missing();
  }

  async #gather(credentials: Credentials, faxId: string): Promise<FaxEvidence> {
    const evidence = await gatherEvidence(credentials, faxId, PATIENCE_MS);
    this.evidences.push(evidence);
    return evidence;
  }

  /** The process that runs: a start takes most of the time of a case. Renamed into place, so that half of it is never read. */
  async #arm(failPoint: string): Promise<void> {
    await writeFile(`${this.#failPointFile}.new`, failPoint);
    await rename(`${this.#failPointFile}.new`, this.#failPointFile);
  }

  get #failPointFile(): string {
    return join(this.#folder.dataDir, 'fail-point');
  }

  /** Ends the process that there is without a warning, and starts the next. */
  async #start(): Promise<HouseProcess> {
    if (this.#house) {
      await this.#house.end('SIGKILL');
      this.restarts += 1;
    }
    const env = { FAXWIRE_WEBHOOKS_TIMEOUT_MS: String(WEBHOOK_TIMEOUT_MS), FAXWIRE_FAILPOINT: `file:${this.#failPointFile}` };
    this.#house = new HouseProcess({ dataDir: this.#folder.dataDir, env: { ...this.#folder.env, ...env } });
    return this.#house;
  }

  async #ready(house: HouseProcess | undefined): Promise<Credentials> {
    if (!house) throw new Error('Nothing was started.');
    const credentials = await house.ready();
    if (!this.#hasEndpoint) await askForWebhooks(credentials, this.sink.url);
    this.#hasEndpoint = true;
    return credentials;
  }

  async #faxesNamed(credentials: Credentials, name: string) {
    return (await new FaxwireClient(credentials).list(100)).filter(({ metadata }) => metadata['case'] === name);
  }
}

function submissionNamed(name: string): Submission {
  return { phoneNumber: NUMBER, text: textOfPages(PAGES), metadata: { case: name }, idempotencyKey: name };
}
