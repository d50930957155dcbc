import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { SpanDspPool } from '@faxwire/terminal';
import { RETRY_AFTER_SECONDS } from './inbound-limit.ts';
import type { CallerOutcome, CallingMachine } from './testing/calling-machine.ts';
import { ReceivingScene, type SceneOptions } from './testing/receiving-scene.ts';

const TEST_MS = 90_000;
const NOBODYS_NUMBER = '+19995550299';
const GRACE_MS = 60_000;
const MINUTES_MS = 300_000;

let scene: ReceivingScene;
const onScene = (options: SceneOptions): void => {
  beforeAll(async () => {
    scene = await ReceivingScene.open(options);
  }, TEST_MS);
  afterAll(() => scene.close(), TEST_MS);
};

/** Places a call and waits for its first confirmed page. */
async function begun(pages: number): Promise<{ machine: CallingMachine; ended: Promise<CallerOutcome> }> {
  let told!: (failure?: Error) => void;
  const first = new Promise<void>((resolve, reject) => (told = (failure) => (failure ? reject(failure) : resolve())));
  const machine = await scene.call({ pages, onPage: () => told() });
  const ended = machine.run();
  void ended.then(({ end, result }) => told(new Error(`no page: ${JSON.stringify({ end, result })}`)));
  await first;
  return { machine, ended };
}

async function refusal(call: Parameters<ReceivingScene['call']>[0]): Promise<CallerOutcome['end']> {
  return (await (await scene.call(call)).run()).end;
}

/** The same INVITE as it comes over another path (RFC 3261 8.2.2.2). @returns the first line of the final answer */
async function sendAgain(invite: string): Promise<string> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const via = `Via: SIP/2.0/UDP 127.0.0.1:${socket.address().port};branch=z9hG4bKotherpath`;
  socket.send(invite.replace(/^Via: .*$/m, via), scene.media.address.port, '127.0.0.1');
  try {
    for (;;) {
      const [answer] = (await once(socket, 'message')) as [Buffer];
      const [line = ''] = answer.toString().split('\r\n');
      if (!line.startsWith('SIP/2.0 1')) return line;
    }
  } finally {
    socket.close();
  }
}

describe('a media worker with two channels', () => {
  onScene({ channels: 2 });

  it('takes T.38 in the first INVITE and an offer that is left to it, turns away who comes then, and hears no call twice', async () => {
    const callers = await Promise.all([scene.call({ pages: 1, offer: 't38' }), scene.call({ pages: 1, offer: 'none' })]);
    const runs = callers.map((caller) => caller.run());
    for (const { call: { callId } } of callers) expect(await sendAgain(await scene.inviteOf(callId))).toBe('SIP/2.0 482 Loop Detected');
    expect(await refusal({ pages: 1 })).toMatchObject({ kind: 'refused', status: 503, retryAfterSeconds: RETRY_AFTER_SECONDS });
    for (const { result } of await Promise.all(runs)) expect(result).toMatchObject({ documentConfirmed: true });
    await scene.allTaken();
    for (const caller of callers) {
      const state = await scene.load(caller);
      expect([state.status, await scene.pagesOf(state)]).toEqual(['FaxArrived', await scene.pagesSent(1)]);
    }
    expect(scene.outcomes.sort()).toEqual(['answered', 'answered', 'no_channel']);
  }, TEST_MS);

  it('answers 404 for a number that nobody has, and 486 for a tenant over its quota', async () => {
    expect(await refusal({ pages: 1, to: NOBODYS_NUMBER })).toMatchObject({ kind: 'refused', status: 404 });
    const { quotas } = (await scene.tenants.record(scene.tenantId))!;
    await scene.tenants.change(scene.tenantId, { quotas: { ...quotas, faxesPerMonth: 2 } });
    expect(await refusal({ pages: 1 })).toMatchObject({ kind: 'refused', status: 486 });
    await scene.tenants.change(scene.tenantId, { quotas });
  }, TEST_MS);

  it('that leaves finishes the call on the line, whose fax arrives, and answers 503 to who comes', async () => {
    const { machine, ended } = await begun(2);
    const closed = scene.media.close({ graceMs: GRACE_MS });
    expect(await refusal({ pages: 1 })).toMatchObject({ kind: 'refused', status: 503, retryAfterSeconds: expect.any(Number) });
    expect((await ended).result).toMatchObject({ documentConfirmed: true });
    await closed;
    expect(await scene.load(machine)).toMatchObject({ status: 'FaxArrived', pagesConfirmed: 2 });
  }, TEST_MS);
});

describe('a fax machine that is a process', () => {
  const PAGES = 4;
  const terminals = new SpanDspPool({ spares: 0 });
  onScene({ terminals });
  afterAll(() => terminals.close());

  it('and is killed in mid call costs that call the rest of its pages, and no other call anything', async () => {
    const bystander = await begun(PAGES);
    const others = terminals.processIds;
    const victim = await begun(PAGES);
    for (const pid of terminals.processIds) if (!others.includes(pid)) process.kill(pid, 'SIGKILL');
    const [{ confirmed }, { result }] = await Promise.all([victim.ended, bystander.ended]);
    expect(result).toMatchObject({ documentConfirmed: true });
    await scene.allTaken();
    expect(await scene.load(bystander.machine)).toMatchObject({ status: 'FaxArrived', pagesConfirmed: PAGES });
    const state = await scene.load(victim.machine);
    expect(state).toMatchObject({ status: 'FaxIncomingFailed', failure: { cause: 'media_crashed' } });
    expect(state.pagesConfirmed).toBeGreaterThanOrEqual(confirmed);
    expect(await scene.pagesOf(state)).toEqual((await scene.pagesSent(PAGES)).slice(0, state.pagesConfirmed));
  }, TEST_MS);
});

describe('a log that goes away for minutes in the middle of a call', () => {
  const PAGES = 3;
  /** The pages but the first, which the log has, and the end of the call. */
  const KEPT_FACTS = PAGES - 1 + 1;
  /** Jumps ahead where minutes pass that nobody wants to wait for. */
  let passedMs = 0;
  // Half a second of ours, which a call waits for the log, is five of the caller's: it asks for its confirmation again, and does not give up.
  onScene({ speed: 10, now: () => Date.now() + passedMs });

  it('loses no page that the caller knows to have arrived, whoever closed the fax meanwhile', async () => {
    const caller = await scene.call({ pages: PAGES, onPage: (confirmed) => void (confirmed === 1 && scene.link.cut()) });
    expect(await caller.run()).toMatchObject({ confirmed: PAGES, result: { documentConfirmed: true } });
    passedMs = MINUTES_MS;
    await scene.allTaken();
    await scene.link.open();
    expect(await scene.load(caller)).toMatchObject({ phase: 'receiving', pagesConfirmed: 1 });
    await scene.faxes.execute(scene.faxIdOf(caller), { type: 'CloseIncoming', cause: 'interrupted', end: { pageCount: 1, durationMs: 0 } });
    expect(await scene.appendKept()).toBeGreaterThanOrEqual(KEPT_FACTS);
    const state = await scene.load(caller);
    expect(state).toMatchObject({ status: 'FaxArrived', pagesConfirmed: PAGES });
    expect(await scene.pagesOf(state)).toEqual(await scene.pagesSent(PAGES));
    expect(await scene.journal.leftBehind()).toEqual([]);
  }, TEST_MS);
});
