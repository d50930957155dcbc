import { access, chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaxwireClient } from '../client/faxwire-client.ts';
import { readCredentials } from '../credentials.ts';
import { HouseProcess } from './house-process.ts';
import { prepareFolder } from './prepared-folder.ts';
import { submit } from './submission.ts';
import { textOfPages } from './text-document.ts';

/** A start with a new PostgreSQL and the sample fax: fifteen seconds on an idle machine. */
const TEST_MS = 150_000;
const ENDS_WITHIN_MS = 60_000;
const EXIT_OK = { code: 0, signal: null };
const EXIT_REFUSED = { code: 1, signal: null };

const postmasterPid = (dataDir: string): string => join(dataDir, 'postgres', 'postmaster.pid');
const exists = (path: string): Promise<boolean> => access(path).then(() => true, () => false);

/** Where a test failed its server would go on: it is ended as PostgreSQL itself would at once. */
async function removeFolder(dataDir: string): Promise<void> {
  const pid = Number((await readFile(postmasterPid(dataDir), 'utf8').catch(() => '')).split('\n')[0]);
  if (pid > 0) process.kill(pid, 'SIGQUIT');
  await rm(dataDir, { recursive: true, force: true });
}

describe('npm start on a fresh folder', () => {
  let dataDir: string;
  const started: HouseProcess[] = [];
  const start = (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): HouseProcess => {
    const house = new HouseProcess({ dataDir, args, env });
    started.push(house);
    return house;
  };

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'faxwire-e2e-'));
    // Under root the server is another user, who must get in.
    await chmod(dataDir, 0o711);
  });
  afterAll(async () => {
    await Promise.all(started.map((house) => house.end('SIGKILL')));
    await removeFolder(dataDir);
  }, TEST_MS);

  it('makes everything it needs, sends the sample, compares the pages and leaves nothing running', async () => {
    const house = start(['--once']);
    expect(await house.endsWithin(TEST_MS)).toEqual(EXIT_OK);
    const steps = [
      'Faxwire is ready after', 'Sending a sample of three pages', 'accepted for', 'rendered: 3 pages', 'attempt 1: dialling on trunk sandbox',
      'negotiated: 14400 bit/s', 'page 1 confirmed', 'page 3 confirmed', 'sent: 3 pages in 1 attempt', 'Stopped.',
    ];
    for (const step of [...steps, 'signature verified', 'pages received are the pages sent: 3 of 3 identical']) expect(house.stderr).toContain(step);
    const places = steps.map((step) => house.stderr.indexOf(step));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(await exists(postmasterPid(dataDir))).toBe(false);
  }, TEST_MS);

  it('finds everything again on its second start, and sends no second sample', async () => {
    const before = await readCredentials(dataDir);
    const house = start();
    const credentials = await house.ready();
    expect(credentials).toEqual({ ...before, baseUrl: credentials.baseUrl });
    const client = new FaxwireClient(credentials);
    const faxes = await client.list(10);
    expect(faxes.map(({ faxStatus, pagesConfirmed }) => ({ faxStatus, pagesConfirmed }))).toEqual([{ faxStatus: 'FaxSent', pagesConfirmed: 3 }]);
    expect(await client.fax(faxes[0]?.faxId ?? '')).toMatchObject({ faxStatus: 'FaxSent', phoneNumber: '+19995550100', attemptCount: 1 });
  }, TEST_MS);

  it('refuses a second process on the same folder, and the first one goes on', async () => {
    const second = start();
    expect(await second.endsWithin(ENDS_WITHIN_MS)).toEqual(EXIT_REFUSED);
    expect(second.stderr).toContain(`Another Faxwire runs on the data folder ${dataDir}.`);
    expect(second.stderr).toContain('FAXWIRE_DATA_DIR');
    const { baseUrl } = (await readCredentials(dataDir)) ?? { baseUrl: '' };
    expect((await fetch(`${baseUrl}/readyz`)).status).toBe(200);
  }, TEST_MS);

  it('lets a live call finish on Ctrl-C, then stops PostgreSQL and itself', async () => {
    const [, house] = started;
    const credentials = await readCredentials(dataDir);
    if (!house || !credentials) throw new Error('The house of the tests before is not there.');
    const { faxId } = await submit(credentials, { phoneNumber: '+19995550100', text: textOfPages(2) });
    for await (const { type } of new FaxwireClient(credentials).events(faxId, AbortSignal.timeout(ENDS_WITHIN_MS))) if (type === 'CallAnswered') break;
    expect(await house.end('SIGINT')).toEqual(EXIT_OK);
    expect(house.stderr).toMatch(/Stopping: live calls may finish.*\nStopped\.\n$/);
    expect(house.stdout).toContain('every page was confirmed');
    expect(await exists(postmasterPid(dataDir))).toBe(false);
  }, TEST_MS);
});

describe('a start that can not be', () => {
  it('names the port that is in use and how to choose another, and leaves no PostgreSQL behind', async () => {
    const { dataDir, env, remove } = await prepareFolder();
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;
    const house = new HouseProcess({ dataDir, env: { ...env, FAXWIRE_PORT: String(port) } });
    expect(await house.endsWithin(ENDS_WITHIN_MS)).toEqual(EXIT_REFUSED);
    expect(house.stderr).toContain(`Port ${port} on 127.0.0.1 is in use`);
    expect(house.stderr).toContain('FAXWIRE_PORT');
    other.close();
    await remove();
  }, TEST_MS);

  it.each([
    ['an unknown variable', { FAXWIRE_SANDBOX_SPED: '20' }, /FAXWIRE_SANDBOX_SPED.*FAXWIRE_SANDBOX_SPEED/],
    ['a variable of the wrong kind', { FAXWIRE_SANDBOX_SPEED: 'fast' }, /FAXWIRE_SANDBOX_SPEED/],
    ['an unknown fail point', { FAXWIRE_FAILPOINT: 'nowhere' }, /FAXWIRE_FAILPOINT/],
  ])('says which line is wrong: %s', async (_what, env, said) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'faxwire-e2e-'));
    const house = new HouseProcess({ dataDir, env });
    expect(await house.endsWithin(ENDS_WITHIN_MS)).toEqual(EXIT_REFUSED);
    expect(house.stderr).toMatch(said);
    expect(await exists(join(dataDir, 'postgres'))).toBe(false);
    await rm(dataDir, { recursive: true });
  }, TEST_MS);

  it('says which line of the file is wrong', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'faxwire-e2e-'));
    await writeFile(join(dataDir, 'faxwire.config.yaml'), 'port: 0\nsandbox:\n  sped: 20\n');
    const house = new HouseProcess({ dataDir });
    expect(await house.endsWithin(ENDS_WITHIN_MS)).toEqual(EXIT_REFUSED);
    expect(house.stderr).toContain('faxwire.config.yaml:3:3 sandbox.sped: is not a known key; did you mean sandbox.speed?');
    await rm(dataDir, { recursive: true });
  }, TEST_MS);
});
