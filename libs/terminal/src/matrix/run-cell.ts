import type { FaxPage, T30Document } from '@faxwire/t30';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaxTerminalOptions } from '../fax-terminal.ts';
import { readFaxDocument } from '../own/pages/fax-document.ts';
import { FaxDocumentWriter } from '../own/pages/fax-document-writer.ts';
import { loadSpanDsp } from '../spandsp/library.ts';
import type { OpenMachineCall } from '../specimen/machine-pair.ts';
import { Machine, ORDINARY, runCall, spanDspCalls } from '../specimen/machine-pair.ts';
import { OwnCalls } from '../specimen/own-calls.ts';
import type { CallFloor } from './call-floor.ts';
import { callFloor, noting } from './call-floor.ts';
import type { Cell } from './dimensions.ts';
import type { Outcome } from './outcome.ts';
import { problemOf } from './rules.ts';
import { specimenDocument } from './specimen-pages.ts';

interface CallManner {
  readonly seed: number;
  readonly more?: Partial<FaxTerminalOptions>;
  readonly ofReceiver?: Partial<FaxTerminalOptions>;
}

export interface CellResult {
  readonly cell: Cell;
  readonly documentConfirmed: boolean;
  readonly pagesConfirmed: number;
  /** What was wrong with it, if anything. */
  readonly problem?: string;
  readonly protocolSeconds: number;
  /** SpanDSP with SpanDSP, the same pages at the same rate on a perfect line. */
  readonly floorSeconds?: number;
}

/** Watchdogs of the port are not what is measured here. */
const LIMITS = { maxCallSeconds: 3000, maxSilenceSeconds: 120 };

/** Runs calls of the matrix in simulated time, with files in a folder of its own. */
export class CellRunner {
  readonly #own = new OwnCalls();
  readonly #spanDsp = spanDspCalls(loadSpanDsp());
  readonly #floors = new Map<string, CallFloor>();
  readonly #documents = new Map<string, T30Document>();
  #calls = 0;

  private constructor(
    private readonly folder: string,
    private readonly documentOf: (cell: Cell) => T30Document,
  ) {}

  static async open(documentOf: (cell: Cell) => T30Document = specimenDocument): Promise<CellRunner> {
    return new CellRunner(await mkdtemp(join(tmpdir(), 'faxwire-matrix-')), documentOf);
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  /** @param more options of both machines that are no dimension of the matrix */
  async run(cell: Cell, seed: number, more: Partial<FaxTerminalOptions> = {}): Promise<CellResult> {
    const outcome = await this.#call(cell, { seed, more });
    const floor = cell.loss === 0 && outcome.bitRate !== undefined ? await this.#floor(cell, outcome.bitRate) : undefined;
    const problem = problemOf({ cell, outcome, sent: this.documentOf(cell), floor });
    const { protocolSeconds, documentConfirmed, pagesConfirmed } = outcome;
    return { cell, protocolSeconds, documentConfirmed, pagesConfirmed, ...(problem === undefined ? {} : { problem }), ...(floor === undefined ? {} : { floorSeconds: floor.seconds }) };
  }

  async #floor(cell: Cell, bitRate: number): Promise<CallFloor> {
    const { sender, ecm, resolution, compression, pages } = cell;
    const key = JSON.stringify({ sender, ecm, resolution, compression, pages, bitRate });
    const known = this.#floors.get(key);
    if (known !== undefined) return known;
    const floor = await callFloor(cell, bitRate, ({ cell: perfect, failures, onCommand }) => this.#spanDspSeconds(perfect, failures, onCommand));
    this.#floors.set(key, floor);
    return floor;
  }

  async #spanDspSeconds(cell: Cell, failures: number, onCommand: (atMs: number) => void): Promise<number> {
    const noted = noting(this.#spanDsp, onCommand);
    const opens = cell.sender === 'caller' ? ([noted, this.#spanDsp] as const) : ([this.#spanDsp, noted] as const);
    const { protocolSeconds } = await this.#call(cell, { seed: 1, ofReceiver: { impairments: { failTraining: failures } } }, opens);
    return protocolSeconds;
  }

  async #call(cell: Cell, { seed, more = {}, ofReceiver = {} }: CallManner, opens = this.#opens(cell)): Promise<Outcome> {
    this.#calls += 1;
    const receivedPath = join(this.folder, `received-${this.#calls}.tif`);
    const sends = { transmit: { tiffPath: await this.#document(cell), firstPage: 0 } };
    const receives = { receive: { tiffPath: receivedPath } };
    const common = { ...ORDINARY, ...LIMITS, ecm: cell.ecm, maxBitRate: cell.maxBitRate, compressions: [cell.compression], resolutions: ['standard', 'fine', 'superfine'], ...more } as const;
    const options = (role: FaxTerminalOptions['role'], isSender: boolean): FaxTerminalOptions => ({ ...common, role, ...(isSender ? sends : { ...receives, ...ofReceiver }) });
    const callerSends = cell.sender === 'caller';
    const caller = new Machine(opens[0], options('originate', callerSends));
    const answerer = new Machine(opens[1], options('answer', !callerSends));
    runCall(caller, answerer, { ...cell, seed });
    const [sender, receiver] = callerSends ? [caller, answerer] : [answerer, caller];
    const received = (callerSends ? opens[1] : opens[0]) === this.#own.open ? this.#own.received(receivedPath) : await readAll(receivedPath);
    const results = [sender, receiver].map(({ ending }) => ending);
    return {
      protocolSeconds: Math.max(...results.map((end) => (end && 'protocolSeconds' in end ? end.protocolSeconds : 0))),
      bitRate: sender.facts.findLast((fact) => fact.type === 'negotiated')?.bitRate,
      pagesConfirmed: sender.facts.filter(({ type }) => type === 'page').length,
      documentConfirmed: sender.facts.some((fact) => fact.type === 'page' && fact.last),
      ending: results.map((end) => (end === undefined ? '?' : 'cause' in end ? end.cause : end.t30Code)).join('/'),
      received,
      badRows: receiver.facts.flatMap((fact) => (fact.type === 'page' ? [fact.badRows] : [])),
    };
  }

  #opens({ machines }: Cell): readonly [OpenMachineCall, OpenMachineCall] {
    const [caller, answerer] = machines.split('-').map((name) => (name === 'own' ? this.#own.open : this.#spanDsp));
    return [caller ?? this.#own.open, answerer ?? this.#own.open];
  }

  async #document(cell: Cell): Promise<string> {
    const tiffPath = join(this.folder, `${cell.resolution}-${cell.pages}.tif`);
    if (this.#documents.has(tiffPath)) return tiffPath;
    const document = this.documentOf(cell);
    const writer = await FaxDocumentWriter.create(tiffPath);
    for (let i = 0; i < document.pageCount; i += 1) await writer.append(document.page(i));
    await writer.close();
    this.#documents.set(tiffPath, document);
    this.#own.put(tiffPath, document);
    return tiffPath;
  }
}

async function readAll(tiffPath: string): Promise<readonly FaxPage[]> {
  const document = await readFaxDocument(tiffPath).catch(() => undefined);
  return Array.from({ length: document?.pageCount ?? 0 }, (_, i) => document?.page(i)).filter((page) => page !== undefined);
}
