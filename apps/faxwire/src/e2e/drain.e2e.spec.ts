import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { FaxBody } from '@faxwire/contracts';
import { LocalDescription, UserAgent, audioMedia, openUdpTransport, systemClock, systemRandom, type CallEnd } from '@faxwire/sip';
import { FaxwireClient } from '../client/faxwire-client.ts';
import type { Credentials } from '../credentials.ts';
import { gatherEvidence, violationsOf, wasDisturbed, type FaxEvidence } from './fax-evidence.ts';
import { HouseProcess } from './house-process.ts';
import { prepareFolder, type PreparedFolder } from './prepared-folder.ts';
import { submit } from './submission.ts';
import { callIn } from './sandbox-call.ts';
import { textOfPages } from './text-document.ts';
import { until } from './until.ts';

const LOOPBACK = '127.0.0.1';
const OWN_NUMBER = '+19995550200';
/** Long enough for everything that happens in mid call. */
const PAGES = 6;
const SOON_MS = 60_000;
const TEST_MS = 200_000;
const TRIES = 3;
const LEFT = { code: 0, signal: null };
const UNANSWERED_MS = 10_000;
const ENDS: readonly string[] = ['FaxArrived', 'FaxIncomingFailed'];

interface Leaving {
  readonly end: Awaited<HouseProcess['ended']>;
  /** What a caller was told meanwhile. */
  readonly newcomer: CallEnd;
  /** As the next process finds them. */
  readonly sent: FaxEvidence;
  readonly arrived: FaxBody;
}

describe('a house that is told to leave in the middle of two calls', () => {
  let folder: PreparedFolder;
  beforeAll(async () => void (folder = await prepareFolder()), TEST_MS);
  afterAll(() => folder.remove());

  async function inHouse<Result>(work: (house: HouseProcess, credentials: Credentials, sipPort: number) => Promise<Result>): Promise<Result> {
    const sipPort = await freePort();
    const house = new HouseProcess({ dataDir: folder.dataDir, env: { ...folder.env, FAXWIRE_SIP_PORT: String(sipPort) } });
    try {
      return await work(house, await house.ready(), sipPort);
    } finally {
      await house.end('SIGKILL');
    }
  }

  /** One fax goes out and one comes in when SIGTERM comes; then somebody calls. */
  const leave = () => inHouse(async (house, credentials, sipPort) => {
    const [{ faxId: out }, { faxId: incoming }] = await Promise.all([submit(credentials, { phoneNumber: '+19995550100', text: textOfPages(PAGES) }), callIn(credentials, { to: OWN_NUMBER, pages: PAGES })]);
    await Promise.all([out, incoming].map((faxId) => until(`page of ${faxId}`, async () => ((await new FaxwireClient(credentials).fax(faxId)).pagesConfirmed ?? 0) > 0, SOON_MS)));
    const left = house.end('SIGTERM');
    await house.says('Stopping');
    return { newcomer: await endOfCallTo(sipPort), end: await left, out, incoming };
  });

  async function leftBehind(): Promise<Leaving> {
    const { out, incoming, ...seen } = await leave();
    return inHouse(async (_, credentials) => ({
      ...seen,
      sent: await gatherEvidence(credentials, out, SOON_MS),
      arrived: await until('end of the fax that came in', async () => {
        const fax = await new FaxwireClient(credentials).fax(incoming);
        return ENDS.includes(fax.faxStatus) && fax;
      }, SOON_MS),
    }));
  }

  it('finishes both, refuses who calls, and exits with 0', async () => {
    let leaving = await leftBehind();
    // Once more where a starved machine broke a call of its own.
    for (let time = 1; time < TRIES && (wasDisturbed(leaving.sent) || leaving.arrived.faxStatus !== 'FaxArrived'); time += 1) leaving = await leftBehind();
    const { end, newcomer, sent, arrived } = leaving;
    expect([end, newcomer]).toEqual([LEFT, expect.objectContaining({ kind: 'refused', status: 503, retryAfterSeconds: expect.any(Number) })]);
    expect([violationsOf(sent), sent.fax.faxStatus, sent.attempts.length]).toEqual([[], 'FaxSent', 1]);
    expect(arrived).toMatchObject({ faxStatus: 'FaxArrived', pageCount: PAGES });
  }, TEST_MS);
});

/** As a carrier calls, from an address of the sandbox's. */
async function endOfCallTo(port: number): Promise<CallEnd> {
  const transport = await openUdpTransport({ host: LOOPBACK, port: 0 });
  const agent = new UserAgent({ transport, clock: systemClock, random: systemRandom });
  try {
    const offer = new LocalDescription({ address: LOOPBACK, sessionId: 1 }).describe([audioMedia({ port: transport.local.port })]);
    const target = { user: OWN_NUMBER, host: LOOPBACK, port };
    return await agent.invite({ target, from: { user: '+19995550000', host: LOOPBACK }, offer, inviteTimeoutMs: UNANSWERED_MS, ringTimeoutMs: UNANSWERED_MS }).ended;
  } finally {
    await agent.close({ graceMs: 0 });
  }
}

async function freePort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, LOOPBACK);
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}
