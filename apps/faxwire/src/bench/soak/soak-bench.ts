import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Configuration } from '@faxwire/platform';
import { NumberBook } from '@faxwire/tenancy';
import { openHouse, type House } from '../../house.ts';
import { withBenchFolder } from '../bench-house.ts';
import { houseState, type HouseState } from './house-state.ts';
import { receiveOne, renderedPages, sendOne, type SoakGround } from './soak-line.ts';
import { emptyTally, faultsOf, faxesOf, soakTable } from './soak-verdict.ts';

/** A day of one busy line at the sandbox's speed; FAXWIRE_SOAK_MINUTES for less. */
const MINUTES = Number(process.env['FAXWIRE_SOAK_MINUTES'] ?? 30);
const MINUTE_MS = 60_000;
/** Together as many as the sandbox's trunk has channels at this speed: calls of both directions take one. */
const SENDERS = 2;
const CALLERS = 2;
/** Calls have their good-byes, spares are refilled, connections are let go, and what is not needed any more too. */
const REST_MS = 30_000;
const OWN_NUMBER = '+19995550200';
/** Received at once, as audio, in two calls, on a poor line, after a busy tone, and never as a whole. */
const NUMBERS = ['+19995550100', '+19995550118', '+19995550107', '+19995550114', '+19995550105', '+19995550113'] as const;
/** In T.38 twice, in audio once, and a call that breaks. */
const CALLS = [{}, { t38: 'false' }, {}, { hangUpAfterPage: '1' }] as const;
const TEXT = `Dear colleague,\n\n${'please find the results of the examination below.\n'.repeat(20)}`;
const PAGE_BREAK = '\f';
/** Each another: a page that comes twice is seen. */
const PAGES = [1, 2].map((page) => `Page ${page}\n\n${TEXT}`);

/** A day's worth of faxes sent and received in one house: what it holds before and after. @throws where a fax has no end, another page arrived, or something is left over */
export function soakBench(): Promise<string> {
  return withBenchFolder(inHouse);
}

async function inHouse(configuration: Configuration): Promise<string> {
  const temporary = join(configuration.dataDir, '..', 'tmp');
  await mkdir(temporary, { recursive: true });
  // Whatever is left in it is ours.
  process.env['TMPDIR'] = temporary;
  const house = await openHouse(configuration);
  try {
    return await soak(await groundOf(house, configuration.dataDir), [temporary, ...['scratch', 'facts', 'sandbox-calls'].map((name) => join(configuration.dataDir, name))]);
  } finally {
    await house.close(0);
  }
}

async function groundOf({ base, baseUrl }: House, dataDir: string): Promise<SoakGround> {
  const { id: tenantId } = await base.tenants.createTenant({ name: 'Soak', defaultCountry: 'US' });
  const { key: apiKey } = await base.apiKeys.createKey(tenantId, 'test', 'soak');
  await new NumberBook(base.database.dataSource).add(tenantId, OWN_NUMBER);
  const document = join(dataDir, 'soak.txt');
  await writeFile(document, PAGES.join(PAGE_BREAK));
  return { credentials: { baseUrl, tenantId, apiKey }, ownNumber: OWN_NUMBER, document, pages: await renderedPages(document, dataDir), folder: dataDir, tally: emptyTally() };
}

async function soak(ground: SoakGround, folders: readonly string[]): Promise<string> {
  // The first faxes load what is loaded once; they are not counted.
  await run({ ...ground, tally: emptyTally() }, 1);
  const before = await atRest(folders);
  const ended = new AbortController();
  const watching = watch(folders, ended.signal);
  await run(ground, MINUTES);
  ended.abort();
  await watching;
  const after = await atRest(folders);
  const faults = faultsOf(ground.tally, before, after);
  const told = `${faxesOf(ground.tally)} faxes in ${MINUTES} min, of them\n${soakTable(ground.tally, before, after)}`;
  if (faults.length > 0) throw new Error(`${told}\nThe soak failed:\n${faults.join('\n')}`);
  return told;
}

async function run(ground: SoakGround, minutes: number): Promise<void> {
  const until = Date.now() + minutes * MINUTE_MS;
  const turns = async (first: number, turn: (n: number) => Promise<void>): Promise<void> => {
    for (let n = first; Date.now() < until; n += 1) await turn(n);
  };
  await Promise.all([
    ...Array.from({ length: SENDERS }, (_, sender) => turns(sender * 3, (n) => sendOne(ground, NUMBERS[n % NUMBERS.length] ?? OWN_NUMBER))),
    ...Array.from({ length: CALLERS }, (_, caller) => turns(caller, (n) => receiveOne(ground, CALLS[n % CALLS.length] ?? {}))),
  ]);
}

/** A line a minute, so that a leak can be told from a cache that fills. */
async function watch(folders: readonly string[], signal: AbortSignal): Promise<void> {
  const began = Date.now();
  while (await sleep(MINUTE_MS, true, { signal }).catch(() => false)) {
    process.stderr.write(`${Math.round((Date.now() - began) / MINUTE_MS)} min: ${JSON.stringify(await houseState(folders))}\n`);
  }
}

async function atRest(folders: readonly string[]): Promise<HouseState> {
  await sleep(REST_MS);
  return houseState(folders);
}
