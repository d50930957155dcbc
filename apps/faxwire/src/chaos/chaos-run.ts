import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EVENT_TYPES } from '@faxwire/contracts';
import { WebhookSink } from '../e2e/webhook-sink.ts';
import { ApiDoor } from './api-door.ts';
import { breakable, decisionsOf } from './breakage-plan.ts';
import { Breaker } from './breaker.ts';
import type { ChaosStage } from './chaos-stage.ts';
import { gatherEvidence } from './evidence-source.ts';
import { FarEndLog } from './far-end-log.ts';
import type { FaxEvidence } from './fax-evidence.ts';
import { faxesOf } from './fax-plan.ts';
import { FaxStream } from './fax-stream.ts';
import { ReceivedPages } from './received-pages.ts';
import { Timeline, outagesOf } from './timeline.ts';
import { verdictOf, type Verdict } from './verdict.ts';

const MINUTE_MS = 60_000;
/** The slowest fax makes five attempts with waits of a minute in all. */
const ENDS_WITHIN_MS = 10 * MINUTE_MS;
/** A delivery whose worker was killed is taken up again within half a minute, a reader of Kafka within another one. */
const WEBHOOKS_WITHIN_MS = 3 * MINUTE_MS;
const LOOK_EVERY_MS = 1_000;
/** The far end keeps its newest calls: what it received is read long before it is one of the old. */
const READ_PAGES_EVERY_MS = 5_000;
const SAY_EVERY_MS = 60_000;

export interface ChaosOptions {
  readonly stage: ChaosStage;
  readonly minutes: number;
  readonly seed: number;
  readonly calm: boolean;
  readonly say: (line: string) => void;
}

/** One run on a stage that is ready: breakages and faxes, peace, and the judgement. */
export class ChaosRun {
  readonly timeline: Timeline;
  readonly #options: ChaosOptions;
  readonly #breaker: Breaker;
  readonly #stream: FaxStream;
  readonly #door: ApiDoor;
  readonly #farEnd: FarEndLog;
  readonly #pages: ReceivedPages;
  readonly #faults: string[] = [];
  #isOver = false;

  constructor(options: ChaosOptions) {
    const { stage: { fleet, targets, folder, credentials }, say } = options;
    this.#options = options;
    this.timeline = new Timeline(join(folder, 'timeline.jsonl'), say);
    this.#breaker = new Breaker(targets, this.timeline);
    this.#door = new ApiDoor(fleet.of('api').map(({ options: { probeUrl } }) => probeUrl), credentials.apiKey);
    this.#stream = new FaxStream(this.#door);
    const sandbox = fleet.one('sandbox').options;
    this.#farEnd = new FarEndLog(sandbox.logFile);
    this.#pages = new ReceivedPages(sandbox.cwd);
  }

  async run(): Promise<Verdict> {
    const sink = await WebhookSink.open();
    try {
      const asked = await this.#door.askForWebhooks(sink.url, EVENT_TYPES);
      if (asked.status >= 300) throw new Error(`no endpoint: ${asked.status} ${JSON.stringify(asked.body)}`);
      const behind = [this.#breaker.supervise(), this.#stream.watch(), this.#readPages(), this.#tell()];
      await this.#shake();
      await this.#settle();
      await this.#untilTold(sink);
      this.end();
      await Promise.all(behind);
      return await this.#judge(sink);
    } finally {
      this.end();
      await sink.close();
    }
  }

  /** Leaves everything as it is. */
  end(): void {
    this.#isOver = true;
    this.#stream.end();
    this.#breaker.end();
  }

  async #shake(): Promise<void> {
    const { minutes, seed, calm, stage: { targets } } = this.#options;
    const until = performance.now() + minutes * MINUTE_MS;
    const decisions = decisionsOf(seed, targets.map(({ name, kind }) => breakable(name, kind)));
    await Promise.all([this.#stream.run(faxesOf(seed), until), ...(calm ? [] : [this.#breaker.run(decisions, until)])]);
  }

  /** Everything comes back, and every fax to its end. */
  async #settle(): Promise<void> {
    this.#options.say('Nothing is broken any more; waiting for what is open ...');
    await this.#breaker.bringBack();
    const until = performance.now() + ENDS_WITHIN_MS;
    while (this.#stream.open > 0 && performance.now() < until) await sleep(LOOK_EVERY_MS);
    await this.#stream.look(this.#stream.accepted);
    if (this.#stream.unanswered > 0) this.#faults.push(`${this.#stream.unanswered} requests were never answered`);
  }

  /** The last webhooks come after the last ends. */
  async #untilTold(sink: WebhookSink): Promise<void> {
    const until = performance.now() + WEBHOOKS_WITHIN_MS;
    for (;;) {
      const faxes = await this.#evidence(sink);
      const due = faxes.reduce((sum, { events }) => sum + events.length, 0);
      const came = faxes.reduce((sum, { webhooks }) => sum + webhooks.length, 0);
      if (came >= due || performance.now() > until) return;
      await sleep(LOOK_EVERY_MS * 3);
    }
  }

  async #judge(sink: WebhookSink): Promise<Verdict> {
    const { seed, minutes } = this.#options;
    await this.#farEnd.read();
    await this.#pages.read(this.#farEnd.calls);
    const stuck = this.timeline.entries.filter(({ what }) => what === 'stuck' || what === 'code').map(({ target, detail }) => `${target ?? ''}: ${detail ?? ''}`);
    const facts = {
      seed, minutes,
      kills: this.timeline.count('kill'), stops: this.timeline.count('freeze'), leaves: this.timeline.count('leave'),
      endedAlone: this.timeline.count('ended'),
      repeatedRequests: this.#stream.repeated,
      faults: [...this.#faults, ...this.#stream.refusals, ...stuck],
    };
    for (const fault of facts.faults) this.#options.say(`FAULT: ${fault}`);
    return verdictOf(facts, await this.#evidence(sink));
  }

  async #evidence(sink: WebhookSink): Promise<FaxEvidence[]> {
    const { stage: { ownerUrl } } = this.#options;
    return gatherEvidence({
      accepted: this.#stream.accepted, databaseUrl: ownerUrl, door: this.#door, calls: this.#farEnd.calls, pages: this.#pages,
      webhooks: sink.delivered, farEndOutages: outagesOf(this.timeline.entries, 'sandbox'),
    });
  }

  async #readPages(): Promise<void> {
    while (!this.#isOver) {
      await this.#farEnd.read();
      await this.#pages.read(this.#farEnd.calls);
      await sleep(READ_PAGES_EVERY_MS);
    }
  }

  async #tell(): Promise<void> {
    for (let told = performance.now(); !this.#isOver; await sleep(LOOK_EVERY_MS)) {
      if (performance.now() - told < SAY_EVERY_MS) continue;
      told = performance.now();
      const { accepted, open, repeated } = this.#stream;
      this.#options.say(`          ${accepted.length} faxes accepted, ${open} open, ${repeated} requests repeated, ${this.#farEnd.calls.length} calls at the far end`);
    }
  }
}
