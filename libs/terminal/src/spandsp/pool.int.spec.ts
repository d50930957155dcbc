import { performance } from 'node:perf_hooks';
import type { FaxTerminal, FaxTerminalListeners, FaxTerminalOptions, TerminalFact, TerminalFailure, TerminalResult } from '../fax-terminal.ts';
import { MediaSocket } from '../media/media-socket.ts';
import type { UdptlChannel } from '../media/udptl-channel.ts';
import { ORDINARY } from '../specimen/machine-pair.ts';
import { pixelsOf, SampleFolder } from '../specimen/sample-document.ts';
import { SpanDspPool } from './pool.ts';

const LOOPBACK = '127.0.0.1';
/** Protocol seconds a second: a page in half a second, with room for a busy machine's delays. */
const SPEED = 20;

type End = { readonly result: TerminalResult } | { readonly failure: TerminalFailure };

interface Station {
  readonly socket: MediaSocket;
  readonly channel: UdptlChannel;
  readonly terminal: FaxTerminal;
  readonly facts: TerminalFact[];
  readonly ended: Promise<End>;
}

let folder: SampleFolder;
let documentPath: string;
let pool: SpanDspPool;
const sockets: MediaSocket[] = [];
let calls = 0;

beforeAll(async () => {
  folder = await SampleFolder.create();
  documentPath = await folder.document(3);
  pool = new SpanDspPool({ spares: 1, maxTerminals: 8 });
  await pool.warm();
});
afterAll(async () => {
  await pool.close();
  await Promise.all(sockets.map((socket) => socket.close()));
  await folder.remove();
});

interface StationOptions extends Partial<FaxTerminalOptions> {
  readonly role: FaxTerminalOptions['role'];
  readonly onFact?: FaxTerminalListeners['onFact'];
  readonly from?: SpanDspPool;
}

async function station({ onFact, from, ...options }: StationOptions): Promise<Station> {
  const socket = await MediaSocket.bind({ host: LOOPBACK });
  sockets.push(socket);
  const channel = socket.switchToT38();
  const facts: TerminalFact[] = [];
  let end: (end: End) => void = () => undefined;
  const ended = new Promise<End>((resolve) => (end = resolve));
  const terminal = await (from ?? pool).open({ ...ORDINARY, speed: SPEED, ...options }, {
    onPacket: (ifp, copies) => channel.send(ifp, copies),
    onFact: (fact) => {
      facts.push(fact);
      return onFact?.(fact);
    },
    onResult: (result) => end({ result }),
    onFailed: (failure) => end({ failure }),
  });
  channel.attach(terminal);
  return { socket, channel, terminal, facts, ended };
}

interface Call {
  readonly caller: Station;
  readonly answerer: Station;
  readonly receivedPath: string;
}

/** A call in progress; `caller` may change the sending side, e.g. give it a pool of its own. */
async function call(caller: Omit<StationOptions, 'role'> = {}): Promise<Call> {
  calls += 1;
  const receivedPath = folder.file(`received-${calls}.tif`);
  const transmit = { tiffPath: documentPath, firstPage: 0 };
  const sends = await station({ role: 'originate', gate: true, transmit, ...caller });
  const receives = await station({ role: 'answer', receive: { tiffPath: receivedPath } });
  sends.socket.expect({ address: LOOPBACK, port: receives.socket.port });
  receives.socket.expect({ address: LOOPBACK, port: sends.socket.port });
  for (const { terminal } of [receives, sends]) terminal.start();
  return { caller: sends, answerer: receives, receivedPath };
}

/** A call whose sender's process can be told from all others, stopped at its first fact. */
async function callWithVictim(): Promise<Call & { pid: number }> {
  const own = new SpanDspPool({ spares: 0 });
  let reached: () => void = () => undefined;
  const atFact = new Promise<void>((resolve) => (reached = resolve));
  const inCall = await call({ from: own, onFact: () => reached() });
  await atFact;
  const [pid = 0] = own.processIds;
  return { ...inCall, pid };
}

describe('Two terminals in processes of their own over UDP', () => {
  it('pass three pages and record each before the next', async () => {
    const order: string[] = [];
    const { caller, answerer, receivedPath } = await call({
      onFact: async (fact) => {
        order.push(`told ${fact.type}`);
        await new Promise((resolve) => setImmediate(resolve));
        order.push(`recorded ${fact.type}`);
      },
    });
    expect(await caller.ended).toMatchObject({ result: { t30Code: 0, pagesConfirmed: 3, documentConfirmed: true } });
    expect(await answerer.ended).toMatchObject({ result: { t30Code: 0, pagesConfirmed: 3, documentConfirmed: true } });
    const types = ['negotiated', 'page', 'page', 'page'];
    expect(order).toEqual(types.flatMap((type) => [`told ${type}`, `recorded ${type}`]));
    expect(await pixelsOf(receivedPath)).toEqual(await pixelsOf(documentPath));
  });

  it('a killed process is a crashed call at once, and harms no other', async () => {
    // Last of all the victim, whose call is then in its middle.
    const [bystander, victim] = [await call(), await callWithVictim()];
    const killedAtMs = performance.now();
    process.kill(victim.pid, 'SIGKILL');
    expect(await victim.caller.ended).toMatchObject({ failure: { cause: 'crashed' } });
    expect(performance.now() - killedAtMs).toBeLessThan(5_000);
    victim.answerer.terminal.terminate();
    expect(await bystander.caller.ended).toMatchObject({ result: { t30Code: 0, pagesConfirmed: 3 } });
  });

  it('a frozen process is a hung call within ten seconds, and harms no other', async () => {
    // Last of all the victim, whose call is then in its middle.
    const [bystander, victim] = [await call(), await callWithVictim()];
    const stoppedAtMs = performance.now();
    process.kill(victim.pid, 'SIGSTOP');
    expect(await bystander.caller.ended).toMatchObject({ result: { t30Code: 0, pagesConfirmed: 3 } });
    expect(await victim.caller.ended).toMatchObject({ failure: { cause: 'hung' } });
    expect(performance.now() - stoppedAtMs).toBeLessThan(10_000);
    victim.answerer.terminal.terminate();
  });

  it('a stop that reaches the whole process group leaves the call in progress to its owner', async () => {
    const { caller, pid } = await callWithVictim();
    process.kill(pid, 'SIGTERM');
    process.kill(pid, 'SIGINT');
    expect(await caller.ended).toMatchObject({ result: { t30Code: 0, pagesConfirmed: 3 } });
  });

  it('a fact that cannot be recorded ends the call, and the page it told is still counted', async () => {
    const { caller, answerer } = await call({
      onFact: (fact) => (fact.type === 'page' ? Promise.reject(new Error('the log is away')) : undefined),
    });
    expect(await caller.ended).toEqual({
      failure: { cause: 'unrecorded', detail: 'the log is away', pagesConfirmed: 1, documentConfirmed: false },
    });
    answerer.terminal.terminate();
    expect(await answerer.ended).toMatchObject({ result: { t30Code: 49 } });
  });

  it('a call ended from outside has its result at once', async () => {
    const { caller, answerer } = await call();
    for (const { terminal } of [caller, answerer]) terminal.terminate();
    expect(await caller.ended).toMatchObject({ result: { t30Code: 49, pagesConfirmed: 0 } });
    expect(await answerer.ended).toMatchObject({ result: { t30Code: 49 } });
  });
});

describe('A pool', () => {
  const silent: FaxTerminalListeners = { onPacket: () => undefined, onFact: () => undefined, onResult: () => undefined, onFailed: () => undefined };
  const answers = (): FaxTerminalOptions => ({ ...ORDINARY, role: 'answer', receive: { tiffPath: folder.file('unused.tif') } });

  it('has no more terminals than allowed, and one again when a call has ended', async () => {
    const small = new SpanDspPool({ spares: 0, maxTerminals: 1 });
    let ended: () => void = () => undefined;
    const atEnd = new Promise<void>((resolve) => (ended = resolve));
    const terminal = await small.open(answers(), { ...silent, onResult: () => ended() });
    await expect(small.open(answers(), silent)).rejects.toMatchObject({ code: 'no_capacity', retriable: true });
    terminal.terminate();
    await atEnd;
    await expect(small.open(answers(), silent)).resolves.toBeDefined();
    await small.close();
  });

  it('refuses options that contradict each other before it uses a process', async () => {
    await expect(pool.open({ ...ORDINARY, role: 'answer' }, silent)).rejects.toMatchObject({ code: 'invalid_options' });
    await expect(pool.open({ ...answers(), stationId: '1'.repeat(21) }, silent)).rejects.toMatchObject({ code: 'invalid_options' });
    await expect(pool.open({ ...answers(), speed: 0 }, silent)).rejects.toMatchObject({ code: 'invalid_options' });
  });

  it('that closes ends its calls, leaves no process and gives no more terminals', async () => {
    const closing = new SpanDspPool({ spares: 1 });
    let failure: TerminalFailure | undefined;
    await closing.open(answers(), { ...silent, onFailed: (told) => (failure = told) });
    const pids = closing.processIds;
    await closing.close();
    expect(failure).toMatchObject({ cause: 'crashed' });
    expect(pids.length).toBeGreaterThan(0);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    await expect(closing.open(answers(), silent)).rejects.toMatchObject({ code: 'closed' });
  });
});
