import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DocumentRenderer, FilesDocumentStore, readFaxPages } from '@faxwire/documents';
import { FaxLog, eventLogEntities, eventLogMigrations, openDatabase, type Database } from '@faxwire/event-log';
import type { FaxState } from '@faxwire/fax';
import { FactJournal, appendKeptFacts } from '@faxwire/lifecycle';
import { PAGE_BINDER, vaultOf } from '@faxwire/runtime';
import { UserAgent, openUdpTransport, systemClock, systemRandom, type TracedMessage } from '@faxwire/sip';
import { NumberBook, QuotaUse, Tenants, tenancyEntities, tenancyMigrations } from '@faxwire/tenancy';
import { MediaSocket, OwnTerminals, type AudioTerminalFactory, type FaxTerminalFactory } from '@faxwire/terminal';
import { Link, temporaryDatabase } from '@faxwire/testing';
import { PostgresChannelBook, TrunkDoor, incomingFaxId, sandboxTrunk, trunksMigrations, type TrunkConfiguration } from '@faxwire/trunks';
import { createMedia } from '../../create-media.ts';
import type { Media } from '../../media.ts';
import type { CallOutcome } from '../inbound-dependency.ts';
import { IncomingCalls } from '../incoming-calls.ts';
import { CallingMachine, type CallingMachineOptions } from './calling-machine.ts';

const LOOPBACK = '127.0.0.1';
const NUMBER = '+19995550200';
const CALLER = '+19995550000';
const SPEED = 20;
const MAX_TERMINALS = 8;

export interface SceneOptions {
  /** How many times as fast as ours the clock of its machines runs. */
  readonly speed?: number;
  readonly channels?: number;
  /** What receives; our own engine where it is left out. */
  readonly terminals?: FaxTerminalFactory & AudioTerminalFactory;
  /** Milliseconds since the Unix epoch: how long the log is waited for goes by it. */
  readonly now?: () => number;
}

type Closer = () => Promise<unknown>;

/** For specs: the receiving half of a media worker on a real database, and fax machines that call it. */
export class ReceivingScene {
  readonly outcomes: CallOutcome[] = [];
  readonly closers: Closer[] = [];
  folder = '';
  tenantId = '';
  tenants!: Tenants;
  /** The way to the database. */
  link!: Link;
  media!: Media;
  faxes!: FaxLog;
  journal!: FactJournal;
  #speed = SPEED;
  #database!: Database;
  #trunk!: TrunkConfiguration;
  #agent!: UserAgent;
  #documents!: FilesDocumentStore;
  #callers!: OwnTerminals;

  static async open(options: SceneOptions = {}): Promise<ReceivingScene> {
    const scene = new ReceivingScene();
    try {
      await scene.#open(options);
      return scene;
    } catch (error) {
      await scene.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    for (const closer of this.closers.splice(0).reverse()) await closer();
  }

  /** Places a call; the caller's document has so many pages. */
  async call({ pages, offer = 'audio', to = NUMBER, onPage }: { readonly pages: number; readonly offer?: CallingMachineOptions['offer']; readonly to?: string; readonly onPage?: (confirmed: number) => void }): Promise<CallingMachine> {
    const socket = await MediaSocket.bind({ host: LOOPBACK });
    const machine = new CallingMachine({
      agent: this.#agent, port: this.media.address.port, number: to, caller: CALLER, socket, terminals: this.#callers, tiffPath: await this.letter(pages), speed: this.#speed, offer, onPage,
    });
    void machine.run().finally(() => socket.close());
    return machine;
  }

  /** As it went over the line, once it has. */
  async inviteOf(callId: string): Promise<string> {
    for (;;) {
      const invite = this.#invites.get(callId);
      if (invite !== undefined) return invite;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  readonly #invites = new Map<string, string>();

  #note({ direction, bytes }: TracedMessage): void {
    const message = Buffer.from(bytes).toString('latin1');
    if (direction === 'out' && message.startsWith('INVITE')) this.#invites.set(/^Call-ID: (.*)$/m.exec(message)?.[1]?.trim() ?? '', message);
  }

  faxIdOf({ call: { callId } }: CallingMachine): string {
    return incomingFaxId({ trunk: this.#trunk.name, sipCallId: callId, calledNumber: NUMBER });
  }

  /** Resolves when every call has been put on record as far as it can be. */
  async allTaken(): Promise<void> {
    while (this.media.liveCalls > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  load(machine: CallingMachine): Promise<FaxState> {
    return this.faxes.load(this.faxIdOf(machine));
  }

  /** What another start of the process does with what lies on the disk. */
  async appendKept(): Promise<number> {
    return appendKeptFacts(await FactJournal.open(join(this.folder, 'facts')), this.faxes);
  }

  /** SHA-256 of the pages of the document that the fax ended with. */
  async pagesOf({ faxId, document }: FaxState): Promise<string[]> {
    const path = join(this.folder, `${faxId}.tif`);
    await this.#documents.materialise({ tenantId: this.tenantId, sha256: document?.sha256 ?? '' }, path);
    return (await readFaxPages(path)).map(({ sha256 }) => sha256);
  }

  /** SHA-256 of the pages that a caller has to send. */
  async pagesSent(pages: number): Promise<string[]> {
    return (await readFaxPages(await this.letter(pages))).map(({ sha256 }) => sha256);
  }

  async letter(pages: number): Promise<string> {
    const outputPath = join(this.folder, `letter-${pages}.tif`);
    this.#letters.set(pages, this.#letters.get(pages) ?? this.#write(pages, outputPath));
    await this.#letters.get(pages);
    return outputPath;
  }

  readonly #letters = new Map<number, Promise<void>>();

  async #write(pages: number, outputPath: string): Promise<void> {
    const inputPath = join(this.folder, `letter-${pages}.txt`);
    await writeFile(inputPath, Array.from({ length: pages }, (_, page) => `Page ${page + 1}`).join('\f'));
    const renderer = new DocumentRenderer();
    const rendered = await renderer.render({ inputPath, outputPath }).finally(() => renderer.close());
    if (!rendered.ok) throw new Error(rendered.reason);
  }

  async #open(options: SceneOptions): Promise<void> {
    this.#speed = options.speed ?? SPEED;
    this.folder = await mkdtemp(join(tmpdir(), 'faxwire-inbound-'));
    this.closers.push(() => rm(this.folder, { recursive: true, force: true }));
    await this.#openDatabase();
    await this.#openCallers();
    await this.#openHouse(options);
  }

  async #openDatabase(): Promise<void> {
    const { url, drop } = await temporaryDatabase();
    this.closers.push(drop);
    const through = new URL(url);
    this.link = new Link(through.host);
    await this.link.open();
    this.closers.push(() => this.link.cut());
    through.host = this.link.address;
    this.#database = await openDatabase({ url: through.href, entities: [...eventLogEntities, ...tenancyEntities], migrations: [...eventLogMigrations, ...trunksMigrations, ...tenancyMigrations] });
    this.closers.push(() => this.#database.close());
    const { dataSource } = this.#database;
    this.faxes = new FaxLog({ database: this.#database, now: Date.now });
    this.tenants = new Tenants(dataSource, Date.now);
    this.tenantId = (await this.tenants.createTenant({ name: 'Receiver' })).id;
    await new NumberBook(dataSource).add(this.tenantId, NUMBER);
  }

  async #openCallers(): Promise<void> {
    const transport = await openUdpTransport({ host: LOOPBACK, port: 0 });
    this.#agent = new UserAgent({ transport, clock: systemClock, random: systemRandom, trace: (message) => this.#note(message) });
    this.closers.push(() => this.#agent.close({ graceMs: 0 }));
    this.#trunk = sandboxTrunk({ host: LOOPBACK, port: transport.local.port, speed: this.#speed });
    this.#callers = new OwnTerminals({ threads: 1, maxTerminals: MAX_TERMINALS });
    this.closers.push(() => this.#callers.close());
    await this.#callers.warm();
  }

  async #openHouse({ channels = 4, terminals = this.#receivers(), now = Date.now }: SceneOptions): Promise<void> {
    const { dataSource } = this.#database;
    const trunks = [{ ...this.#trunk, channels }];
    this.#documents = new FilesDocumentStore({ folder: join(this.folder, 'documents'), masterKey: randomBytes(32) });
    this.journal = await FactJournal.open(join(this.folder, 'facts'));
    this.media = await createMedia({ trunks, terminals, sip: { host: LOOPBACK, port: 0 }, clock: systemClock, random: systemRandom });
    this.closers.push(() => this.media.close({ graceMs: 0 }));
    this.media.takeCalls(new IncomingCalls({
      faxes: this.faxes, journal: this.journal, terminals, now, clock: systemClock, maxCallSeconds: 600,
      channels: new PostgresChannelBook({ database: this.#database, wake: () => undefined, holder: randomUUID() }),
      documents: vaultOf(this.#documents), binder: PAGE_BINDER, scratchDir: join(this.folder, 'scratch'),
      door: new TrunkDoor({ trunks, now: Date.now }), numbers: new NumberBook(dataSource), quotaUse: new QuotaUse(dataSource), tenants: this.tenants,
      metrics: { incomingCall: (outcome) => void this.outcomes.push(outcome) },
    }));
  }

  #receivers(): FaxTerminalFactory & AudioTerminalFactory {
    const own = new OwnTerminals({ threads: 1, maxTerminals: MAX_TERMINALS });
    this.closers.push(() => own.close());
    return { open: (options, listeners) => own.open(options, listeners), openAudio: () => Promise.reject(new Error('no machines for audio')) };
  }
}
