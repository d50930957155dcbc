import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Configuration } from '@faxwire/platform';
import { FaxwireClient } from '../../client/faxwire-client.ts';
import { isEnd } from '../../client/timeline.ts';
import { openHouse, type House } from '../../house.ts';
import { withBenchFolder } from '../bench-house.ts';
import { houseState, type HouseState } from './house-state.ts';

/** A day of one busy line at the sandbox's speed; FAXWIRE_SOAK_MINUTES for less. */
const MINUTES = Number(process.env['FAXWIRE_SOAK_MINUTES'] ?? 30);
const MINUTE_MS = 60_000;
/** As many senders as the sandbox has channels at this speed. */
const SENDERS = 4;
/** A fax that has no end after that is what a soak looks for. */
const FAX_MS = 5 * MINUTE_MS;
/** Calls have their good-byes, spares are refilled, and what is not needed any more is let go. */
const REST_MS = 20_000;
/** Received at once, as audio, in two calls, on a poor line, after a busy tone, and never as a whole. */
const NUMBERS = ['+19995550100', '+19995550118', '+19995550107', '+19995550114', '+19995550105', '+19995550113'] as const;
const TEXT = `Dear colleague,\n\n${'please find the results of the examination below.\n'.repeat(20)}`;
const PAGE_BREAK = '\f';

interface Tally {
  faxes: number;
  readonly ends: Map<string, number>;
}

/** A day's worth of faxes sent and received in one house: what it holds before and after. */
export function soakBench(): Promise<string> {
  return withBenchFolder(inHouse);
}

async function inHouse(configuration: Configuration): Promise<string> {
  const house = await openHouse(configuration);
  try {
    return await soak(house, configuration.dataDir);
  } finally {
    await house.close(0);
  }
}

async function soak({ base, baseUrl }: House, dataDir: string): Promise<string> {
  const { id: tenantId } = await base.tenants.createTenant({ name: 'Soak', defaultCountry: 'US' });
  const { key: apiKey } = await base.apiKeys.createKey(tenantId, 'test', 'soak');
  const document = join(dataDir, 'soak.txt');
  await writeFile(document, [TEXT, TEXT].join(PAGE_BREAK));
  const send = (number: string): Promise<string> => endOf(new FaxwireClient({ baseUrl, tenantId, apiKey }), { document, number });
  // The first faxes load what is loaded once.
  await Promise.all(NUMBERS.slice(0, 2).map(send));
  const before = await atRest();
  const tally: Tally = { faxes: 0, ends: new Map() };
  const until = Date.now() + MINUTES * MINUTE_MS;
  await Promise.all(Array.from({ length: SENDERS }, (_, sender) => sendUntil(until, { send, sender, tally })));
  return line({ before, after: await atRest(), tally });
}

async function sendUntil(until: number, how: { send: (number: string) => Promise<string>; sender: number; tally: Tally }): Promise<void> {
  const { send, sender, tally } = how;
  for (let n = sender; Date.now() < until; n += 1) {
    const end = await send(NUMBERS[n % NUMBERS.length] ?? NUMBERS[0]);
    tally.faxes += 1;
    tally.ends.set(end, (tally.ends.get(end) ?? 0) + 1);
  }
}

async function endOf(client: FaxwireClient, { document, number }: { document: string; number: string }): Promise<string> {
  const { faxId } = await client.send(document, number);
  try {
    for await (const event of client.events(faxId, AbortSignal.timeout(FAX_MS))) if (isEnd(event)) return event.type;
  } catch {
    return 'no end';
  }
  return 'no end';
}

async function atRest(): Promise<HouseState> {
  await sleep(REST_MS);
  globalThis.gc?.();
  return houseState();
}

function line({ before, after, tally }: { before: HouseState; after: HouseState; tally: Tally }): string {
  const ends = [...tally.ends].map(([end, count]) => `${end} ${count}`).join(', ');
  const change = (key: keyof HouseState, unit = ''): string => `${before[key]} -> ${after[key]}${unit}`;
  return `${tally.faxes} faxes in ${MINUTES} min (${ends}); memory ${change('memoryMb', ' MB')}, sockets ${change('sockets')}, children ${change('children')}`;
}
