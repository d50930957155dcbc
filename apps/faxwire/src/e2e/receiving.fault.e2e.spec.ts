import type { FaxBody } from '@faxwire/contracts';
import type { PlacedCall } from '@faxwire/sandbox-app';
import type { Credentials } from '../credentials.ts';
import { HouseProcess } from './house-process.ts';
import { prepareFolder, type PreparedFolder } from './prepared-folder.ts';
import { textOfPages } from './text-document.ts';
import { until } from './until.ts';

const PAGES = 3;
const TEST_MS = 300_000;
const PATIENCE_MS = 120_000;
const ENDS: ReadonlySet<string> = new Set(['FaxArrived', 'FaxIncomingFailed']);

let folder: PreparedFolder;
let house: HouseProcess | undefined;
beforeEach(async () => void (folder = await prepareFolder()), TEST_MS);
afterEach(async () => {
  await house?.end('SIGKILL');
  await folder.remove();
}, TEST_MS);

async function started(env: Readonly<Record<string, string>> = {}): Promise<Credentials> {
  house = new HouseProcess({ dataDir: folder.dataDir, env: { ...folder.env, ...env } });
  return house.ready();
}

async function callIn({ baseUrl, number = '' }: Credentials): Promise<PlacedCall> {
  const form = new FormData();
  form.set('to', number);
  form.set('document', new Blob([textOfPages(PAGES)]), 'letter.txt');
  return (await (await fetch(`${baseUrl}/sandbox/call`, { method: 'POST', body: form })).json()) as PlacedCall;
}

const faxOf = async ({ baseUrl, apiKey }: Credentials, faxId: string): Promise<FaxBody> =>
  (await (await fetch(`${baseUrl}/fax/${faxId}`, { headers: { authorization: `Bearer ${apiKey}` } })).json()) as FaxBody;

const endOf = (credentials: Credentials, faxId: string): Promise<FaxBody> => until('end of the fax', async () => {
  const fax = await faxOf(credentials, faxId);
  return ENDS.has(fax.faxStatus) && fax;
}, PATIENCE_MS);

describe('a house that takes a call and', () => {
  // FaxIncoming is its first append, then comes a page with each.
  it.each([
    ['of the last page', PAGES + 1, 'FaxArrived', PAGES],
    ['of a page before', PAGES, 'FaxIncomingFailed', PAGES - 1],
  ] as const)('is killed between the disk and the log %s keeps that page', async (_what, append, faxStatus, pages) => {
    const { faxId } = await callIn(await started({ FAXWIRE_FAILPOINT: `before_append@${append}` }));
    expect(await house?.ended).toMatchObject({ signal: 'SIGKILL' });
    const credentials = await started();
    expect(await endOf(credentials, faxId)).toMatchObject({ faxStatus, pagesConfirmed: pages, pageCount: pages });
  }, TEST_MS);
});
