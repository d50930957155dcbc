import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** For specs: SIPp, the field's own test tool, on one scenario of ours. */
export interface SippRun {
  /** A file of this folder without its ending, e.g. `carrier/switch`. */
  readonly scenario: string;
  /** Where it listens and sends from, on loopback. */
  readonly port: number;
  /** Where it calls; as carrier it waits to be called. */
  readonly remotePort?: number;
  /** Filled in where the scenario says `[name]`. */
  readonly keys?: Readonly<Record<string, string | number>>;
  readonly calls?: number;
  /** What it says where the scenario has `[authentication]`. */
  readonly account?: { readonly username: string; readonly password: string };
  /** Of a scenario that takes longer than any other. */
  readonly timeoutSeconds?: number;
}

export interface SippResult {
  /** 0: every call went as the scenario says. */
  readonly exitCode: number | null;
  /** What it did not expect, for whoever reads a failed test. */
  readonly errors: string;
}

const LOOPBACK = '127.0.0.1';
/** Longer than any scenario takes; a scenario that hangs must not hang the run. */
const TIMEOUT_SECONDS = 18;
const CALLS_PER_SECOND = 200;
const COMMAND = 'sipp';
const LOOK_AGAIN_MS = 50;

export async function runSipp(run: SippRun): Promise<SippResult> {
  const folder = await mkdtemp(join(tmpdir(), 'faxwire-sipp-'));
  const errorFile = join(folder, 'errors.log');
  try {
    const exitCode = await exitOf(argumentsOf(run, errorFile), folder);
    return { exitCode, errors: unexpectedIn(await readFile(errorFile, 'utf8').catch(() => '')) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** On a busy machine an answer comes after its request, or the BYE that it answers, was repeated (RFC 3261 17.1.2.2, 17.2.2); SIPp notes it for calls that are over and went well. */
const REPEATED = /Dead call \S+ \(successful\), received '(SIP\/2\.0 [2-6]\d\d|BYE )/;
/** A machine that is busy for half a second, which SIPp takes for its own load. */
const BUSY_MACHINE = /Overload warning: the (minor|major) watchdog timer/;
const ENTRY = /(?=\d{4}-\d\d-\d\d\t)/;

function unexpectedIn(log: string): string {
  const [heading = '', ...entries] = log.split(ENTRY);
  const left = entries.filter((entry) => !REPEATED.test(entry) && !BUSY_MACHINE.test(entry));
  return entries.length > 0 && left.length === 0 ? '' : [heading, ...left].join('');
}

/** Resolves once a scenario has its port: an INVITE that comes before lies there until it is sent again, which SIPp takes for a second one. */
export async function sippListens(port: number): Promise<void> {
  const patience = AbortSignal.timeout(TIMEOUT_SECONDS * 1000);
  while (!(await isTaken(port))) await sleep(LOOK_AGAIN_MS, undefined, { signal: patience });
}

/** Looked up, not tried: whoever binds the port to see whether it is free keeps SIPp from it in that moment. */
async function isTaken(port: number): Promise<boolean> {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const [, ...sockets] = (await readFile('/proc/net/udp', 'utf8')).trimEnd().split('\n');
  return sockets.some((line) => line.trim().split(/\s+/)[1]?.endsWith(local));
}

/** Plays all, some side by side: most of a call is waiting, but all at once two cores answer later than SIP sends again. */
export async function playSome<Row, Outcome>(rows: readonly Row[], play: (row: Row) => Promise<Outcome>, atATime: number): Promise<Map<Row, PromiseSettledResult<Outcome>>> {
  const left = [...rows];
  const outcomes = new Map<Row, PromiseSettledResult<Outcome>>();
  await Promise.all(Array.from({ length: atATime }, async () => {
    for (let row = left.shift(); row; row = left.shift()) outcomes.set(row, (await Promise.allSettled([play(row)]))[0]);
  }));
  return outcomes;
}

/** How it went. @throws what it failed with */
export function outcomeOf<Row, Outcome>(outcomes: ReadonlyMap<Row, PromiseSettledResult<Outcome>>, row: Row): Outcome {
  const outcome = outcomes.get(row);
  if (outcome?.status === 'fulfilled') return outcome.value;
  throw outcome?.reason ?? new Error('was not played');
}

/** Tells a scenario that waits for NOTIFY in this call that its moment has come. It sends no answer. */
export async function nudgeSipp(port: number, callId: string): Promise<void> {
  const lines = [
    `NOTIFY sip:carrier@${LOOPBACK} SIP/2.0`, `Via: SIP/2.0/UDP ${LOOPBACK};branch=z9hG4bKnudge`, `From: <sip:test@${LOOPBACK}>;tag=test`,
    `To: <sip:carrier@${LOOPBACK}>`, `Call-ID: ${callId}`, 'CSeq: 1 NOTIFY', 'Content-Length: 0', '', '',
  ];
  const socket = createSocket('udp4');
  await new Promise((sent) => socket.send(lines.join('\r\n'), port, LOOPBACK, sent));
  socket.close();
}

const CALLED = '+15550200';

function argumentsOf({ scenario, port, remotePort, keys = {}, calls = 1, account, timeoutSeconds = TIMEOUT_SECONDS }: SippRun, errorFile: string): string[] {
  const file = fileURLToPath(new URL(`./${scenario}.xml`, import.meta.url));
  return [
    '-sf', file, '-i', LOOPBACK, '-mi', LOOPBACK, '-p', String(port), '-m', String(calls), '-r', String(CALLS_PER_SECOND),
    '-timeout', String(timeoutSeconds), '-timeout_error', '-nostdin', '-trace_err', '-error_file', errorFile,
    ...Object.entries(keys).flatMap(([name, value]) => ['-key', name, String(value)]),
    ...(remotePort === undefined ? [] : ['-s', CALLED, `${LOOPBACK}:${remotePort}`]),
    ...(account ? ['-au', account.username, '-ap', account.password, '-auth_uri', `${CALLED}@${LOOPBACK}:${remotePort}`] : []),
  ];
}

/** Its screen goes nowhere; what it did not expect is in its error file. */
function exitOf(args: readonly string[], folder: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(COMMAND, args, { cwd: folder, stdio: 'ignore' });
    child.once('error', () => reject(new Error(`${COMMAND} is not installed. Type: sudo apt-get install -y sip-tester`)));
    child.once('exit', resolve);
  });
}
