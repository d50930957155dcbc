import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LineResult, TransmitOrder } from '@faxwire/contracts';
import { FULL_SETTINGS, phoneNumber } from '@faxwire/fax';
import { systemClock, systemRandom, type Clock } from '@faxwire/sip';
import { FaxDocumentWriter, OwnTerminals, readFaxDocument, type FaxTerminalFactory } from '@faxwire/terminal';
import { sandboxTrunk } from '@faxwire/trunks';
import { createMedia } from '../create-media.ts';
import { FarMachine } from './far-machine.ts';
import { freeMediaPort } from './free-media-port.ts';
import { runSipp, sippListens, type SippResult } from './sipp.ts';

const LOOPBACK = '127.0.0.1';
const PAGES = 60;
/** A strip of paper: most of the time of a page is what is said around it. */
const ROWS = 60;
const WIDTH_PX = 1728;
const ROW_OCTETS = WIDTH_PX / 8;

export interface RefreshedCall {
  readonly result: LineResult;
  readonly sipp: SippResult;
  /** Pages whose confirmation was recorded, in order. */
  readonly confirmed: readonly number[];
  readonly sent: readonly Buffer[];
  readonly arrived: readonly Buffer[];
  readonly seconds: number;
}

export interface RefreshedCallTerms {
  /** Of T.30 at both ends. */
  readonly speed: number;
  /** Of our SIP, so of the 45 s between two refreshes. */
  readonly sipSpeed: number;
  readonly timeoutSeconds: number;
}

/** Calls in all where a busy machine breaks them: raised time does not wait for it. */
const ROUNDS = 3;

/** For specs: a fax of 60 pages in a session of 90 s that we have to refresh: by UPDATE first and, once that is refused, by re-INVITE. */
export async function refreshedCall(terms: RefreshedCallTerms): Promise<RefreshedCall> {
  for (let round = 1; ; round += 1) {
    const call = await oneCall(terms);
    if (call.result.ok || round === ROUNDS) return call;
    process.stderr.write(`refreshed: round ${round} broke: ${call.result.failure.cause} ${call.result.failure.detail}\n`);
  }
}

async function oneCall({ speed, sipSpeed, timeoutSeconds }: RefreshedCallTerms): Promise<RefreshedCall> {
  const folder = await mkdtemp(join(tmpdir(), 'faxwire-refreshed-'));
  const own = new OwnTerminals();
  const [carrierPort, ourPort, machine] = [await freeMediaPort(), await freeMediaPort(), await FarMachine.open()];
  const media = await createMedia({
    trunks: [sandboxTrunk({ host: LOOPBACK, port: carrierPort, speed: 1 })],
    sip: { host: LOOPBACK, port: 0 }, mediaPortRange: [ourPort, ourPort], terminals: atSpeed(own, speed), clock: raised(systemClock, sipSpeed), random: systemRandom,
  });
  try {
    const pagesPath = join(folder, 'pages.tif');
    await writePages(pagesPath);
    const sipping = runSipp({ scenario: 'carrier/refreshed', port: carrierPort, keys: { faxport: machine.port }, timeoutSeconds });
    await sippListens(carrierPort);
    const confirmed: number[] = [];
    const began = performance.now();
    const channel = await media.reserve('sandbox', new AbortController().signal);
    const result = await channel.transmit(orderOf(pagesPath), async (fact) => {
      if (fact.type === 'answered') await machine.start(own, { farPort: ourPort, folder, speed });
      if (fact.type === 'page') confirmed.push(fact.page.page);
    });
    const seconds = (performance.now() - began) / 1_000;
    channel.release();
    const [sipp, sent, arrived] = [await sipping, await rowsIn(pagesPath), await rowsIn(machine.receivedPath(folder, ourPort))];
    return { result, sipp, confirmed, seconds, sent, arrived };
  } finally {
    await Promise.all([media.close({ graceMs: 0 }), machine.close()]);
    await own.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const orderOf = (pagesPath: string): TransmitOrder => ({
  faxId: 'fax', attemptId: 'refreshed', mode: 'test', phoneNumber: phoneNumber('+19995550100'), callerNumber: '+19995550000',
  pagesPath, pageCount: PAGES, resolution: 'fine', fromPage: 0, settings: FULL_SETTINGS, signal: new AbortController().signal,
});

/** All time but that of T.30. */
function raised(clock: Clock, factor: number): Clock {
  return { now: () => clock.now() * factor, schedule: (delayMs, run) => clock.schedule(delayMs / factor, run) };
}

function atSpeed(terminals: FaxTerminalFactory, speed: number): FaxTerminalFactory {
  return { open: (options, listeners) => terminals.open({ ...options, speed }, listeners) };
}

/** Each with marks of its own. */
async function writePages(path: string): Promise<void> {
  const writer = await FaxDocumentWriter.create(path);
  for (let page = 0; page < PAGES; page += 1) {
    const octets = new Uint8Array(ROW_OCTETS * ROWS);
    for (let row = 0; row < ROWS; row += 1) octets.fill(0x3c, row * ROW_OCTETS + page, row * ROW_OCTETS + page + 40 + (row % 20));
    await writer.append({ raster: { widthPx: WIDTH_PX, octets }, resolution: 'fine' });
  }
  await writer.close();
}

/** None where the call broke before the first. */
async function rowsIn(path: string): Promise<Buffer[]> {
  const document = await readFaxDocument(path).catch(() => undefined);
  if (!document) return [];
  return Array.from({ length: document.pageCount }, (_, index) => Buffer.from(document.page(index).raster.octets));
}
