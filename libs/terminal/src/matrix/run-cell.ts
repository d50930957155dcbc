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
import type { Cell } from './dimensions.ts';
import { specimenDocument } from './specimen-pages.ts';

export interface CellResult {
  readonly cell: Cell;
  /** What was wrong with it, if anything. */
  readonly problem?: string;
  readonly protocolSeconds: number;
  /** SpanDSP with SpanDSP, the same pages on a perfect line. */
  readonly floorSeconds?: number;
}

interface Outcome {
  readonly protocolSeconds: number;
  readonly pagesConfirmed: number;
  readonly documentConfirmed: boolean;
  readonly ending: string;
  readonly received: readonly FaxPage[];
}

/** No call may take longer than that of two SpanDSP machines by more than this. */
const MOST_TIMES_LONGER = 1.05;
/** SpanDSP knows families of modems, not all their speeds. */
const SPANDSP_RATES: readonly number[] = [14_400, 9600, 4800];
/** Watchdogs of the port are not what is measured here. */
const LIMITS = { maxCallSeconds: 3000, maxSilenceSeconds: 120 };

/** Runs calls of the matrix in simulated time, with files in a folder of its own. */
export class CellRunner {
  readonly #own = new OwnCalls();
  readonly #spanDsp = spanDspCalls(loadSpanDsp());
  readonly #floors = new Map<string, number>();
  readonly #documents = new Map<string, T30Document>();
  #calls = 0;

  private constructor(private readonly folder: string) {}

  static async open(): Promise<CellRunner> {
    return new CellRunner(await mkdtemp(join(tmpdir(), 'faxwire-matrix-')));
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  /** @param more options of both machines that are no dimension of the matrix */
  async run(cell: Cell, seed: number, more: Partial<FaxTerminalOptions> = {}): Promise<CellResult> {
    const outcome = await this.#call(cell, { seed, more });
    const isFloorKnown = cell.loss === 0 && SPANDSP_RATES.includes(cell.maxBitRate);
    const floorSeconds = isFloorKnown ? await this.#floor(cell) : undefined;
    const problem = problemOf(cell, { outcome, sent: specimenDocument(cell), floorSeconds });
    const { protocolSeconds } = outcome;
    return { cell, protocolSeconds, ...(problem === undefined ? {} : { problem }), ...(floorSeconds === undefined ? {} : { floorSeconds }) };
  }

  async #floor(cell: Cell): Promise<number> {
    const perfect: Cell = { ...cell, machines: 'own-own', reorder: 0, duplicate: 0, errorCorrection: 'redundancy', burst: 1 };
    const key = JSON.stringify(perfect);
    const known = this.#floors.get(key);
    if (known !== undefined) return known;
    const { protocolSeconds } = await this.#call(perfect, { seed: 1 }, [this.#spanDsp, this.#spanDsp]);
    this.#floors.set(key, protocolSeconds);
    return protocolSeconds;
  }

  async #call(cell: Cell, { seed, more = {} }: { readonly seed: number; readonly more?: Partial<FaxTerminalOptions> }, opens = this.#opens(cell)): Promise<Outcome> {
    this.#calls += 1;
    const receivedPath = join(this.folder, `received-${this.#calls}.tif`);
    const sends = { transmit: { tiffPath: await this.#document(cell), firstPage: 0 } };
    const receives = { receive: { tiffPath: receivedPath } };
    const common = { ...ORDINARY, ...LIMITS, ecm: cell.ecm, maxBitRate: cell.maxBitRate, compressions: [cell.compression], resolutions: ['standard', 'fine', 'superfine'], ...more } as const;
    const options = (role: FaxTerminalOptions['role'], isSender: boolean): FaxTerminalOptions => ({ ...common, role, ...(isSender ? sends : receives) });
    const callerSends = cell.sender === 'caller';
    const caller = new Machine(opens[0], options('originate', callerSends));
    const answerer = new Machine(opens[1], options('answer', !callerSends));
    runCall(caller, answerer, { ...cell, seed });
    const [sender, receiver] = callerSends ? [caller, answerer] : [answerer, caller];
    const receivedByOwn = (callerSends ? opens[1] : opens[0]) !== this.#spanDsp;
    const received = receivedByOwn ? this.#own.received(receivedPath) : await readAll(receivedPath);
    const results = [sender, receiver].map(({ ending }) => ending);
    return {
      protocolSeconds: Math.max(...results.map((end) => (end && 'protocolSeconds' in end ? end.protocolSeconds : 0))),
      pagesConfirmed: sender.facts.filter(({ type }) => type === 'page').length,
      documentConfirmed: sender.facts.some((fact) => fact.type === 'page' && fact.last),
      ending: results.map((end) => (end === undefined ? '?' : 'cause' in end ? end.cause : end.t30Code)).join('/'),
      received,
    };
  }

  #opens({ machines }: Cell): readonly [OpenMachineCall, OpenMachineCall] {
    const [caller, answerer] = machines.split('-').map((name) => (name === 'own' ? this.#own.open : this.#spanDsp));
    return [caller ?? this.#own.open, answerer ?? this.#own.open];
  }

  async #document(cell: Cell): Promise<string> {
    const tiffPath = join(this.folder, `${cell.resolution}-${cell.pages}.tif`);
    if (this.#documents.has(tiffPath)) return tiffPath;
    const document = specimenDocument(cell);
    const writer = await FaxDocumentWriter.create(tiffPath);
    for (let i = 0; i < document.pageCount; i += 1) await writer.append(document.page(i));
    await writer.close();
    this.#documents.set(tiffPath, document);
    this.#own.put(tiffPath, document);
    return tiffPath;
  }
}

interface Judged {
  readonly outcome: Outcome;
  readonly sent: T30Document;
  readonly floorSeconds: number | undefined;
}

/** Three older packets in each datagram and error correction behind them bring every fax over at one loss in ten (shared facts of telephony). */
function isSure({ loss, ecm, errorCorrection, burst }: Cell): boolean {
  return loss === 0 || (ecm && errorCorrection === 'redundancy' && burst === 1);
}

/** Error correction loses nothing it confirms, whatever the line does; without it a line that loses nothing loses nothing. */
function problemOf(cell: Cell, { outcome, sent, floorSeconds }: Judged): string | undefined {
  if (isSure(cell) && !outcome.documentConfirmed) return `not delivered, ended ${outcome.ending}`;
  if (cell.ecm || cell.loss === 0) {
    const spoilt = firstSpoilt(outcome, sent);
    if (spoilt !== undefined) return `page ${spoilt} was confirmed and is not what was sent, ended ${outcome.ending}`;
  }
  if (floorSeconds !== undefined && outcome.protocolSeconds > floorSeconds * MOST_TIMES_LONGER) return `took ${outcome.protocolSeconds} s where ${floorSeconds} s are enough`;
  return undefined;
}

function firstSpoilt({ pagesConfirmed, received }: Outcome, sent: T30Document): number | undefined {
  for (let i = 0; i < pagesConfirmed; i += 1) {
    const page = received[i];
    if (page === undefined || Buffer.compare(page.raster.octets, sent.page(i).raster.octets) !== 0) return i;
  }
  return undefined;
}

async function readAll(tiffPath: string): Promise<readonly FaxPage[]> {
  const document = await readFaxDocument(tiffPath).catch(() => undefined);
  return Array.from({ length: document?.pageCount ?? 0 }, (_, i) => document?.page(i)).filter((page) => page !== undefined);
}
