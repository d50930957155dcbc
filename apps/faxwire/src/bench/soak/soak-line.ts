import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaxEventBody } from '@faxwire/contracts';
import { DocumentRenderer, readFaxPages } from '@faxwire/documents';
import type { PlacedCall, ReceivedFax } from '@faxwire/sandbox-app';
import { FaxwireClient } from '../../client/faxwire-client.ts';
import { isEnd } from '../../client/timeline.ts';
import type { Credentials } from '../../credentials.ts';
import { pagesOf } from '../../demo/compare-pages.ts';
import { count, type SoakTally } from './soak-verdict.ts';

export interface SoakGround {
  readonly credentials: Credentials;
  /** A number of the tenant. */
  readonly ownNumber: string;
  /** What is faxed, and its pages as they are rendered. */
  readonly document: string;
  readonly pages: readonly string[];
  readonly folder: string;
  readonly tally: SoakTally;
}

/** A fax that has no end after that is what a soak looks for. */
const FAX_MS = 5 * 60_000;
/** The far end puts its pages away after its good-bye. */
const PUT_AWAY_MS = 5_000;
const LOOK_EVERY_MS = 250;

/** The hashes of a document's pages. */
export async function renderedPages(document: string, folder: string): Promise<string[]> {
  const outputPath = join(folder, 'rendered.tif');
  const renderer = new DocumentRenderer();
  try {
    const rendered = await renderer.render({ inputPath: document, outputPath });
    if (!rendered.ok) throw new Error(rendered.reason);
    return (await readFaxPages(outputPath)).map(({ sha256 }) => sha256);
  } finally {
    await renderer.close();
    await rm(outputPath, { force: true });
  }
}

/** One fax to a number of the sandbox, with all of its attempts. */
export async function sendOne({ credentials, document, pages, tally }: SoakGround, number: string): Promise<void> {
  const client = new FaxwireClient(credentials);
  const { faxId } = await client.send(document, number);
  const name = `to ${number.slice(-4)}`;
  const end = await endOf(client, faxId);
  if (!end) return void tally.withoutEnd.push(`${faxId} ${name}`);
  count(tally, `${name}: ${end.type}${end.type === 'FaxFailed' ? ` (${String(end.data['cause'])})` : ''}`);
  if (end.type !== 'FaxSent') return;
  const attempts = (await client.attempts(faxId)).length;
  const arrived = async () => whole(await pagesAtFarEnd(credentials.baseUrl, faxId), attempts);
  for (const until = Date.now() + PUT_AWAY_MS; !isSame(await arrived(), pages) && Date.now() < until;) await sleep(LOOK_EVERY_MS);
  const came = await arrived();
  if (!isSame(came, pages)) tally.differences.push(`${faxId} ${name}: ${pages.length} pages were sent, ${came.length} arrived in ${attempts} attempts, and they are not the same`);
}

/** Of all calls of a fax, in order. */
async function pagesAtFarEnd(baseUrl: string, faxId: string): Promise<string[]> {
  const { faxes } = (await (await fetch(`${baseUrl}/sandbox/faxes`)).json()) as { faxes: ReceivedFax[] };
  const calls = faxes.filter((call) => call.faxId === faxId && call.pages > 0).sort((a, b) => a.startedOn.localeCompare(b.startedOn));
  return (await Promise.all(calls.map(async ({ id, pages }) => (await pagesOf(baseUrl, id)).slice(0, pages)))).flat();
}

/** A confirmation that the line lost makes a page come again in the next call, as with any fax machine. */
function whole(pages: readonly string[], attempts: number): readonly string[] {
  return attempts === 1 ? pages : pages.filter((page, index) => page !== pages[index - 1]);
}

const isSame = (some: readonly string[], others: readonly string[]): boolean => some.join() === others.join();

async function endOf(client: FaxwireClient, faxId: string): Promise<FaxEventBody | undefined> {
  try {
    for await (const event of client.events(faxId, AbortSignal.timeout(FAX_MS))) if (isEnd(event)) return event;
  } catch {
    // Too late: there is none.
  }
  return undefined;
}

/** One call of a machine of the sandbox to the tenant's number. */
export async function receiveOne({ credentials, document, pages, ownNumber, folder, tally }: SoakGround, fields: Readonly<Record<string, string>>): Promise<void> {
  const { baseUrl, apiKey } = credentials;
  const form = new FormData();
  for (const [key, value] of Object.entries({ to: ownNumber, ...fields })) form.set(key, value);
  form.set('document', new Blob([await readFile(document)]), 'document.txt');
  const { id, faxId } = (await (await fetch(`${baseUrl}/sandbox/call`, { method: 'POST', body: form })).json()) as PlacedCall;
  const name = `from the sandbox${Object.entries(fields).map(([key, value]) => ` ${key}=${value}`).join('')}`;
  const call = await callEnd(baseUrl, id);
  if (call?.sipStatus !== undefined) return count(tally, `${name}: refused with ${call.sipStatus}`);
  const end = call && (await endOf(new FaxwireClient(credentials), faxId));
  if (!end) return void tally.withoutEnd.push(`${faxId} ${name}`);
  count(tally, `${name}: ${end.type}${end.type === 'FaxIncomingFailed' ? ` (${String(end.data['cause'])})` : ''}`);
  if (end.type !== 'FaxArrived') return;
  const response = await fetch(`${baseUrl}/fax/${faxId}/document`, { headers: { authorization: `Bearer ${apiKey}` } });
  const path = join(folder, `${faxId}.tif`);
  await writeFile(path, Buffer.from(await response.arrayBuffer()));
  const got = (await readFaxPages(path)).map(({ sha256 }) => sha256);
  await rm(path);
  if (!isSame(got, pages)) tally.differences.push(`${faxId} ${name}: ${got.length} pages, not those that were sent`);
}

async function callEnd(baseUrl: string, id: string): Promise<PlacedCall | undefined> {
  for (const until = Date.now() + FAX_MS; Date.now() < until; await sleep(LOOK_EVERY_MS)) {
    const call = (await (await fetch(`${baseUrl}/sandbox/calls/${id}`)).json()) as PlacedCall;
    if (call.state !== 'calling') return call;
  }
  return undefined;
}
