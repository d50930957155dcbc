import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaxEventType } from '@faxwire/fax';
import { startEngines, type EngineName, type StartedEngines } from '@faxwire/local-engines';
import type { ReceivedFax } from '@faxwire/sandbox-app';
import type { Credentials } from '../credentials.ts';
import { pagesOf } from '../demo/compare-pages.ts';
import type { AppProcess } from '../distributed/app-process.ts';
import { prepareStage, type Stage, type StageOptions } from '../distributed/stage.ts';
import { FaxRecords } from './fax-records.ts';
import type { FarCall, FaxStory } from './invariants.ts';
import { submit, type Submission } from './submission.ts';
import { until } from './until.ts';
import { WebhookSink, askForWebhooks } from './webhook-sink.ts';

/** Half of what the embedded tests have: T.30's timers shrink with it, and six processes and four engines share the machine. */
export const SANDBOX_SPEED = 10;
/** The lease of a delivery whose worker was killed is this and 15 s. */
const WEBHOOK_TIMEOUT_MS = 1_000;
/** Few calls at a time on a busy machine, and several attempts of each. */
export const PATIENCE_MS = 180_000;
const ENDS: ReadonlySet<string> = new Set(['FaxSent', 'FaxFailed', 'FaxCancelled']);
/** The folder stays, with the logs of all processes. */
const KEEPS = process.env['FAXWIRE_TEST_KEEP'] === '1';

export type DistributedOptions = Pick<StageOptions, 'env' | 'fleet'>;

/** Engines of their own, all apps as processes on them, and a tenant who is told of every event. */
export class DistributedStage {
  readonly engines: StartedEngines<EngineName>;
  readonly fleet: Stage['fleet'];
  readonly credentials: Credentials;
  readonly sandboxUrl: string;
  readonly records: FaxRecords;
  readonly sink: WebhookSink;
  readonly webhookSecret: string;
  /** The database as its owner. */
  readonly ownerUrl: string;
  readonly #close: () => Promise<void>;

  private constructor(stage: Stage, parts: Parts) {
    const { engines, records, sink, webhookSecret, close } = parts;
    this.fleet = stage.fleet;
    this.ownerUrl = stage.ownerUrl;
    this.credentials = stage.credentials;
    this.sandboxUrl = stage.fleet.sandboxUrl;
    this.engines = engines;
    this.records = records;
    this.sink = sink;
    this.webhookSecret = webhookSecret;
    this.#close = close;
  }

  static async open({ env = {}, fleet = {} }: DistributedOptions = {}): Promise<DistributedStage> {
    const folder = await mkdtemp(join(tmpdir(), 'faxwire-distributed-'));
    // Under root PostgreSQL is another user, who must get in.
    await chmod(folder, 0o711);
    const closers: (() => Promise<unknown>)[] = [() => (KEEPS ? Promise.resolve() : rm(folder, { recursive: true, force: true }))];
    if (KEEPS) process.stdout.write(`Kept: ${folder}\n`);
    const close = async (): Promise<void> => {
      for (const closer of closers.splice(0).reverse()) await closer();
    };
    try {
      const engines = await startEngines({ dataDir: join(folder, 'engines') });
      closers.push(() => engines.stop());
      const ours = { FAXWIRE_SANDBOX_SPEED: String(SANDBOX_SPEED), FAXWIRE_WEBHOOKS_TIMEOUT_MS: String(WEBHOOK_TIMEOUT_MS) };
      const stage = await prepareStage({ engines, dataDir: join(folder, 'stage'), env: { ...ours, ...env }, fleet });
      closers.push(() => stage.fleet.kill());
      await stage.fleet.start();
      const records = new FaxRecords(stage.ownerUrl);
      closers.push(() => records.close());
      const sink = await WebhookSink.open();
      closers.push(() => sink.close());
      const webhookSecret = await askForWebhooks(stage.credentials, sink.url);
      return new DistributedStage(stage, { engines, records, sink, webhookSecret, close });
    } catch (error) {
      await close();
      throw error;
    }
  }

  process(name: string): AppProcess {
    return this.fleet.one(name);
  }

  /** Ends a process without a warning and starts it again, on the same ports. @param env of this start alone: a fail point */
  async restart(name: string, env: Readonly<Record<string, string>> = {}): Promise<void> {
    const process = this.fleet.one(name);
    await process.end('SIGKILL');
    process.start(env);
    await process.ready();
  }

  async submit(submission: Submission): Promise<string> {
    return (await submit(this.credentials, submission)).faxId;
  }

  /** Until so many events of the type are in the log. Returns the time of the last of them, ms since the epoch. */
  async event(faxId: string, type: FaxEventType, count = 1): Promise<number> {
    return until(`${type} of ${faxId}`, async () => (await this.records.events(faxId)).filter((event) => event.type === type)[count - 1]?.at, PATIENCE_MS);
  }

  /** Waits for the end of the fax and for its webhooks. */
  async story(faxId: string): Promise<FaxStory> {
    await until(`end of ${faxId}`, async () => {
      const summary = await this.records.summary(faxId);
      return summary !== undefined && !summary.open && ENDS.has(summary.status);
    }, PATIENCE_MS);
    const count = (await this.records.events(faxId)).length;
    await until(`webhook for each event of ${faxId}`, async () => this.sink.timesOf(faxId).size >= count, PATIENCE_MS).catch(() => undefined);
    const [summary, events, calls] = await Promise.all([this.records.summary(faxId), this.records.events(faxId), this.farCalls(faxId)]);
    return { faxId, summary: summary ?? { status: 'absent', open: true }, events, calls, webhooks: this.sink.timesOf(faxId) };
  }

  /** What the far end knows of a fax. */
  async farCalls(faxId: string): Promise<readonly FarCall[]> {
    const { faxes } = (await (await fetch(`${this.sandboxUrl}/sandbox/faxes`)).json()) as { faxes: ReceivedFax[] };
    const own = faxes.filter((call) => call.faxId === faxId).sort((a, b) => a.startedOn.localeCompare(b.startedOn));
    return Promise.all(own.map(async ({ id, startedOn, pages }) => ({
      startedAt: Date.parse(startedOn),
      pages: pages > 0 ? (await pagesOf(this.sandboxUrl, id)).slice(0, pages) : [],
    })));
  }

  /** The value of a series of /metrics, and undefined where there is no such series. */
  async metric(name: string, series: string): Promise<number | undefined> {
    const response = await fetch(`${this.process(name).options.probeUrl}/metrics`);
    const line = (await response.text()).split('\n').find((text) => text.startsWith(`${series} `));
    return line === undefined ? undefined : Number(line.slice(series.length + 1));
  }

  close(): Promise<void> {
    return this.#close();
  }
}

interface Parts extends Pick<DistributedStage, 'engines' | 'records' | 'sink' | 'webhookSecret'> {
  readonly close: () => Promise<void>;
}

export const causesOf = ({ events }: FaxStory): string[] => events.filter(({ type }) => type === 'AttemptFailed').map(({ data }) => String(data['cause']));

const OURS: ReadonlySet<string> = new Set(['interrupted', 'stopped', 'media_crashed', 'media_hung', 'internal_error']);

/** Attempts that failed on our side. On a machine that starves a far end may hang up too, and that is nobody's fault here. */
export const faultsOf = (story: FaxStory): string[] => causesOf(story).filter((cause) => OURS.has(cause));

export const attemptsOf = ({ events }: FaxStory): number => events.filter(({ type }) => type === 'FaxAttemptInitiated' || type === 'FaxRetryAttempted').length;
