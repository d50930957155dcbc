import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import {
  DigestAccount, DigestGuard, LocalDescription, T38_DEFAULTS, UserAgent, answerMedia, audioMedia, faxMediaOf, openUdpTransport, parseSdp, systemClock, systemRandom,
  t38Media, type CallEnd, type IncomingCall,
} from '@faxwire/sip';
import { outcomeOf, playSome, runSipp, type SippResult } from './sipp.ts';

/** SIPp calls us, as trunks do; our user agent answers. */
const LOOPBACK = '127.0.0.1';
const MEDIA_PORT = 9;
const LOCAL = { audio: { port: MEDIA_PORT }, t38: { port: MEDIA_PORT, parameters: T38_DEFAULTS } };
const CALLS_AT_ONCE = 100;

async function freePort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, LOOPBACK);
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}

async function openAgent(): Promise<{ agent: UserAgent; port: number }> {
  const transport = await openUdpTransport({ host: LOOPBACK, port: 0 });
  return { agent: new UserAgent({ transport, clock: systemClock, random: systemRandom }), port: transport.local.port };
}

/** Takes what is offered, T.38 before audio; offers audio where nothing is. */
function answerOf(call: IncomingCall, description: LocalDescription): string | undefined {
  if (call.offer === undefined) return description.describe([audioMedia({ port: MEDIA_PORT })]);
  const parsed = parseSdp(call.offer);
  const answer = parsed.ok ? answerMedia(parsed.description, LOCAL) : undefined;
  return answer && description.describe(answer.media);
}

const describeUs = () => new LocalDescription({ address: LOOPBACK, sessionId: 1 });

function take(call: IncomingCall): void {
  const answer = answerOf(call, describeUs());
  call.ring(180);
  if (answer === undefined) call.refuse(488);
  else call.answer(answer);
}

function takeReliably(call: IncomingCall): void {
  const answer = answerOf(call, describeUs()) ?? '';
  call.ring(183, answer);
  call.answer(answer);
}

/** Asks for T.38 as the caller does. */
function askForT38(call: IncomingCall): void {
  const description = describeUs();
  const image = () => description.describe([t38Media({ port: MEDIA_PORT, parameters: T38_DEFAULTS })]);
  call.listen({ onAnswered: () => void call.reinvite(image()), onReoffer: (_sdp, respond) => respond({ ok: true, sdp: image() }) });
  call.ring(180);
  call.answer(answerOf(call, description) ?? '');
}

interface Row {
  readonly name: string;
  readonly title: string;
  readonly take: (call: IncomingCall) => void;
  readonly calls?: number;
  readonly end: object;
}

const HUNG_UP = { kind: 'remote_bye' };
const rows: readonly Row[] = [
  { name: 'plain', title: 'rings and is answered', take, end: HUNG_UP },
  { name: 'plain', title: `is one of ${CALLS_AT_ONCE} at once`, take, calls: CALLS_AT_ONCE, end: HUNG_UP },
  { name: 'delayed-offer', title: 'has no offer: ours is in the 200, its answer in the ACK', take, end: HUNG_UP },
  { name: 't38-first', title: 'offers T.38 at once', take, end: HUNG_UP },
  { name: 'both-media', title: 'offers audio and image together', take, end: HUNG_UP },
  { name: 'cancelled', title: 'is taken back', take: (call) => call.ring(), end: { kind: 'cancelled' } },
  { name: 'reliable', title: 'wants its provisional responses acknowledged', take: takeReliably, end: HUNG_UP },
  { name: 'refresh', title: 'asks for too short a session, and refreshes by UPDATE and re-INVITE', take, end: HUNG_UP },
  { name: 'asking', title: 'asks OPTIONS, INFO, REFER and MESSAGE', take, end: HUNG_UP },
  { name: 'glare', title: 'asks for T.38 as we do', take: askForT38, end: HUNG_UP },
  { name: 'refused-404', title: 'is for nobody', take: (call) => call.refuse(404), end: { kind: 'refused', status: 404 } },
  { name: 'refused-486', title: 'is over quota', take: (call) => call.refuse(486), end: { kind: 'refused', status: 486 } },
  { name: 'refused-503', title: 'finds no channel', take: (call) => call.refuse(503, 'Service Unavailable', [['Retry-After', '7']]), end: { kind: 'refused', status: 503 } },
];

interface Outcome {
  readonly sipp: SippResult;
  readonly ends: readonly CallEnd[];
}

async function play({ name, take: onInvite, calls = 1 }: Row): Promise<Outcome> {
  const { agent, port } = await openAgent();
  const ends: Promise<CallEnd>[] = [];
  agent.onInvite = (call) => {
    ends.push(call.ended);
    onInvite(call);
  };
  const sipp = await runSipp({ scenario: `caller/${name}`, port: await freePort(), remotePort: port, calls });
  await agent.close({ graceMs: 1_000 });
  return { sipp, ends: await Promise.all(ends) };
}

const AT_A_TIME = 4;
let outcomes: Awaited<ReturnType<typeof playSome<Row, Outcome>>>;
beforeAll(async () => {
  outcomes = await playSome(rows, play, AT_A_TIME);
}, 60_000);

describe('a call that comes in', () => {
  it.each(rows.map((row) => [row.title, row] as const))('%s', async (_title, row) => {
    const { sipp, ends } = outcomeOf(outcomes, row);
    expect(sipp).toEqual({ exitCode: 0, errors: '' });
    expect(ends).toHaveLength(row.calls ?? 1);
    for (const end of ends) expect(end).toMatchObject(row.end);
  });
});

const agents: UserAgent[] = [];
afterAll(() => Promise.all(agents.map((agent) => agent.close({ graceMs: 0 }))));

it('a caller that is asked for its password and has it is let in by that name', async () => {
  const guard = new DigestGuard({
    realm: 'faxwire', clock: systemClock, random: systemRandom, algorithms: ['MD5'], passwordOf: (name) => (name === 'pbx' ? 'right' : undefined),
  });
  const transport = await openUdpTransport({ host: LOOPBACK, port: 0 });
  const agent = new UserAgent({ transport, clock: systemClock, random: systemRandom, admission: { isTrusted: () => true, mustAuthenticate: () => true, guard, unknownSources: 'ignore' } });
  agents.push(agent);
  const known: (string | undefined)[] = [];
  agent.onInvite = (call) => {
    known.push(call.username);
    take(call);
  };
  const sipp = await runSipp({ scenario: 'caller/password', port: await freePort(), remotePort: transport.local.port, account: { username: 'pbx', password: 'right' } });
  expect([sipp, known]).toEqual([{ exitCode: 0, errors: '' }, ['pbx']]);
});

it('a carrier that asks for a password with INVITE and again with BYE gets it', async () => {
  const { agent } = await openAgent();
  agents.push(agent);
  const port = await freePort();
  const sipping = runSipp({ scenario: 'carrier/digest', port, keys: { faxport: MEDIA_PORT } });
  const answered: string[] = [];
  const call = agent.invite({
    target: { user: '+19995550100', host: LOOPBACK, port }, from: { user: '+19995550000', host: LOOPBACK },
    offer: describeUs().describe([audioMedia({ port: MEDIA_PORT })]), inviteTimeoutMs: 8_000, ringTimeoutMs: 8_000,
    account: new DigestAccount({ username: 'fax', password: 'right' }, systemRandom),
    listener: {
      onAnswered: (sdp) => {
        answered.push(sdp);
        call.bye();
      },
    },
  });
  expect(await call.ended).toEqual({ kind: 'local_bye' });
  expect(await sipping).toEqual({ exitCode: 0, errors: '' });
  const parsed = parseSdp(answered[0] ?? '');
  expect(parsed.ok && faxMediaOf(parsed.description).kind).toBe('audio');
});
