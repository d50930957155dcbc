import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  LocalDescription, UserAgent, audioMedia, openUdpTransport, systemClock, systemRandom, type CallEnd, type OutgoingCall,
} from '@faxwire/sip';
import { SpanDspPool } from '@faxwire/terminal';
import { createSandbox, type Sandbox } from './sandbox.ts';

const LOOPBACK = '127.0.0.1';
const terminals = new SpanDspPool({ spares: 0 });
let folder: string;
let sandbox: Sandbox;
let caller: UserAgent;

const open = () =>
  createSandbox({ terminals, sipHost: LOOPBACK, sipPort: 0, speed: 100, dataDir: folder, clock: systemClock, random: systemRandom });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  sandbox = await open();
  caller = new UserAgent({ transport: await openUdpTransport({ host: LOOPBACK, port: 0 }), clock: systemClock, random: systemRandom });
});

afterEach(async () => {
  await Promise.all([caller.close({ graceMs: 200 }), sandbox.close()]);
  await rm(folder, { recursive: true, force: true });
});

afterAll(() => terminals.close());

function call(user: string, offer = new LocalDescription({ address: LOOPBACK, sessionId: 1 }).describe([audioMedia({ port: 9 })])): OutgoingCall {
  return caller.invite({ offer, target: { user, ...sandbox.address }, from: { user: '+12025550100', host: LOOPBACK }, inviteTimeoutMs: 2_000, ringTimeoutMs: 5_000 });
}

const answered = (placed: OutgoingCall) => new Promise<void>((resolve) => placed.listen({ onAnswered: () => resolve() }));

describe('the sandbox carrier', () => {
  it('asks an overloaded caller to come back in a minute', async () => {
    const end: CallEnd = await call('+19995550111').ended;
    expect(end).toMatchObject({ kind: 'refused', status: 503, retryAfterSeconds: 60 });
  });

  it.each(['', 'a'.repeat(200), '+19995550199', '../../etc'])('does not know the number %j', async (user) => {
    expect(await call(user).ended).toMatchObject({ kind: 'refused', status: 404 });
  });

  it('refuses a fax machine call without audio that it understands', async () => {
    const video = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=video 9 RTP/AVP 31\r\n';
    expect(await call('+19995550100', video).ended).toMatchObject({ kind: 'refused', status: 488 });
  });

  it('ends live calls when it closes, and lists them after a restart', async () => {
    const placed = call('+19995550106');
    await answered(placed);
    const ringing = call('+19995550102');
    await sandbox.close();
    expect([await placed.ended, await ringing.ended]).toMatchObject([{ kind: 'remote_bye' }, { kind: 'refused', status: 503 }]);
    expect(sandbox.liveCalls).toBe(0);
    sandbox = await open();
    expect(sandbox.received.list()).toMatchObject([{ number: '+19995550106', caller: '+12025550100', pages: 0 }]);
    expect(sandbox.received.list()[0]?.endedOn).toBeDefined();
  });

  it('hangs up a caller that never sends a fax', async () => {
    const placed = call('+19995550108');
    await answered(placed);
    expect(await placed.ended).toMatchObject({ kind: 'remote_bye' });
  });

  it('keeps working after a call that could not be recorded', async () => {
    await rm(join(folder, 'sandbox'), { recursive: true });
    await writeFile(join(folder, 'sandbox'), 'in the way');
    expect((await call('+19995550100').ended).kind).toBe('refused');
    expect(await call('+19995550101').ended).toMatchObject({ kind: 'refused', status: 486 });
    expect(sandbox.liveCalls).toBe(0);
  });
});
