import { readFile, readdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BroadcastChannel } from 'node:worker_threads';
import type { LineResult, TransmitOrder } from '@faxwire/contracts';
import { FULL_SETTINGS, phoneNumber } from '@faxwire/fax';
import { LocalDescription, T38_DEFAULTS, UserAgent, audioMedia, openUdpTransport, systemClock, systemRandom, t38Media, type IncomingCall } from '@faxwire/sip';
import { OwnTerminals, SpanDspPool, type FaxTerminalFactory } from '@faxwire/terminal';
import { sandboxTrunk } from '@faxwire/trunks';
import { mediaOf } from './call-media.ts';
import { createMedia } from './create-media.ts';
import { FarMachine } from './sipp/far-machine.ts';
import { writeSamplePage } from './sipp/sample-page.ts';

/** Real SIP, UDPTL and machines; only what ends one of them is ours. */
const LOOPBACK = '127.0.0.1';
const SPEED = 10;
const CALLS = 4;
/** Several seconds at SPEED: no call is over before the last of them has begun its page. */
const ROWS = 800;
const TEST_MS = 90_000;
/** On a busy machine; a machine that is in its way breaks the call, which is then tried again. */
const TRIES = 3;

let folder: string;
const far = new OwnTerminals();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faxwire-neighbour-'));
  await Promise.all([writeSamplePage(join(folder, 'page.tif'), ROWS), far.warm()]);
}, TEST_MS);
afterAll(async () => {
  await far.close();
  await rm(folder, { recursive: true, force: true });
});

const orderOf = (call: number): TransmitOrder => ({
  faxId: `fax-${call}`, attemptId: `att-${call}`, mode: 'test', phoneNumber: phoneNumber('+19995550100'), callerNumber: '+19995550000',
  pagesPath: join(folder, 'page.tif'), pageCount: 1, resolution: 'fine', fromPage: 0, settings: FULL_SETTINGS, signal: new AbortController().signal,
});

/** A carrier with a machine of its own behind each call. */
async function openCarrier(machines: FarMachine[]): Promise<{ readonly agent: UserAgent; readonly port: number }> {
  const transport = await openUdpTransport({ host: LOOPBACK, port: 0 });
  const agent = new UserAgent({ transport, clock: systemClock, random: systemRandom });
  agent.onInvite = (call) => void answerAsFax(call, machines);
  return { agent, port: transport.local.port };
}

async function answerAsFax(call: IncomingCall, machines: FarMachine[]): Promise<void> {
  const caller = mediaOf(call.offer ?? '');
  const machine = await FarMachine.open();
  machines.push(machine);
  if (caller.kind !== 'audio') return call.refuse(488);
  const description = new LocalDescription({ address: LOOPBACK, sessionId: 1 });
  call.listen({
    onAnswered: () => void (async () => {
      await machine.start(far, { farPort: caller.port, folder, speed: SPEED });
      await call.reinvite(description.describe([t38Media({ port: machine.port, parameters: T38_DEFAULTS })]));
    })(),
  });
  call.answer(description.describe([audioMedia({ port: machine.port })]));
}

/** Four calls at once; when all of them transmit, something happens. @returns how each ended, and how a call after them did */
async function fourCalls(terminals: FaxTerminalFactory, happen: () => Promise<void>): Promise<{ results: LineResult[]; next: LineResult }> {
  const machines: FarMachine[] = [];
  const { agent, port } = await openCarrier(machines);
  const trunk = { ...sandboxTrunk({ host: LOOPBACK, port, speed: SPEED, channels: CALLS }), callsPerSecond: 1_000 };
  const media = await createMedia({ trunks: [trunk], sip: { host: LOOPBACK, port: 0 }, terminals, clock: systemClock, random: systemRandom });
  const transmitting = new Set<number>();
  const transmit = async (n: number): Promise<LineResult> => {
    const channel = await media.reserve('sandbox', new AbortController().signal);
    return channel.transmit(orderOf(n), async ({ type }) => {
      if (type !== 'negotiated') return;
      transmitting.add(n);
      if (transmitting.size === CALLS) await happen();
    }).finally(() => channel.release());
  };
  try {
    const results = await Promise.all(Array.from({ length: CALLS }, (_, n) => transmit(n)));
    return { results, next: await transmit(CALLS) };
  } finally {
    await media.close({ graceMs: 0 });
    await Promise.all(machines.map((machine) => machine.close()));
    await agent.close({ graceMs: 0 });
  }
}

const outcomeOf = (result: LineResult): string => (result.ok ? 'sent' : result.failure.cause);

/** Once more where a starved machine broke a call of its own. */
async function undisturbed(play: () => ReturnType<typeof fourCalls>): Promise<string[]> {
  for (let time = 1; ; time += 1) {
    const { results, next } = await play();
    const outcomes = [...results.map(outcomeOf).sort(), outcomeOf(next)];
    if (time === TRIES || outcomes.every((outcome) => outcome === 'sent' || outcome === 'media_crashed')) return outcomes;
  }
}

const ONE_LOST = ['media_crashed', 'sent', 'sent', 'sent', 'sent'];
const OWN_THREAD = fileURLToPath(new URL('../../../libs/terminal/dist/own/thread/worker-main.js', import.meta.url));

describe('three of four calls', () => {
  it('do not notice that the thread of the fourth has ended, and the next call has another', async () => {
    const outcomes = await undisturbed(async () => {
      const order = new BroadcastChannel('faxwire-neighbour');
      const threads: number[] = [];
      order.onmessage = (event: unknown) => void threads.push((event as { data: number }).data);
      const own = new OwnTerminals({ threads: CALLS, threadFile: await threadThatEndsWhenTold() });
      try {
        await own.warm();
        return await fourCalls(own, async () => order.postMessage(threads[0]));
      } finally {
        order.close();
        await own.close();
      }
    });
    expect(outcomes).toEqual(ONE_LOST);
  }, TEST_MS);

  it('do not notice that the process of the fourth was killed, and the next call has another', async () => {
    const outcomes = await undisturbed(async () => {
      const others = await children();
      const pool = new SpanDspPool({ spares: 0 });
      try {
        return await fourCalls(pool, async () => {
          const [first] = (await children()).filter((pid) => !others.includes(pid));
          process.kill(Number(first), 'SIGKILL');
        });
      } finally {
        await pool.close();
      }
    });
    expect(outcomes).toEqual(ONE_LOST);
  }, TEST_MS);
});

/** It says who it is, and ends when it is told its number. */
async function threadThatEndsWhenTold(): Promise<string> {
  const file = join(folder, 'ending.mjs');
  await writeFile(file, `import { BroadcastChannel, threadId } from 'node:worker_threads';
    import '${pathToFileURL(OWN_THREAD).href}';
    const order = new BroadcastChannel('faxwire-neighbour');
    order.onmessage = ({ data }) => { if (data === threadId) process.exit(1); };
    order.postMessage(threadId);`);
  return file;
}

async function children(): Promise<string[]> {
  const tasks = await readdir('/proc/self/task');
  const lists = await Promise.all(tasks.map((task) => readFile(`/proc/self/task/${task}/children`, 'utf8').catch(() => '')));
  return lists.flatMap((list) => list.split(' ').filter((pid) => pid.trim() !== ''));
}
