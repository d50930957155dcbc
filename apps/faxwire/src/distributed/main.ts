import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { StopRequest } from '@faxwire/runtime';
import { SWITCH, VALUE, numberOf, optionsOf, runCommand } from '../command.ts';
import { sendSampleFax } from '../demo/sample-fax.ts';
import { runningEngines } from './local-engines.ts';
import { processTable } from './process-table.ts';
import { prepareStage, type Stage } from './stage.ts';

const USAGE = `Usage: npm run distributed [-- --once] [-- --media N] [-- --port P]
Starts every app as a process of its own on PostgreSQL, Kafka, Temporal and S3 of this machine, and sends the sample fax.
  --once      then stop: exit code 0 if everything about it was right
  --media N   so many media processes (1)
  --port P    of the API (8080; 0: a free one)`;
const FOLDER = '.faxwire';
const DEFAULT_PORT = 8_080;
/** What the processes take over from the shell: where spans go, and how much is logged. */
const TAKEN_OVER = /^(OTEL_|FAXWIRE_LOG_)/;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

interface Wanted {
  readonly once: boolean;
  readonly media: number;
  readonly port: number;
}

/** Undefined for anything that is not understood. */
function wantedBy(args: readonly string[]): Wanted | undefined {
  const values = optionsOf(args, { once: SWITCH, media: { ...VALUE, default: '1' }, port: { ...VALUE, default: String(DEFAULT_PORT) } });
  if (!values) return undefined;
  const [media, port] = [numberOf(values.media), numberOf(values.port)];
  const isRight = Number.isInteger(media) && media > 0 && Number.isInteger(port) && port >= 0;
  return isRight ? { once: values.once, media, port } : undefined;
}

async function run({ once, media, port }: Wanted): Promise<number> {
  const stopping = new StopRequest();
  await mkdir(FOLDER, { recursive: true });
  const folder = await realpath(FOLDER);
  const running = await runningEngines(folder, say);
  const { engines } = running;
  try {
    const stage = await prepareStage({ engines, dataDir: join(folder, 'distributed'), say: (line) => say(`  ${line}`), env: takenOver(), fleet: { count: { media }, ...(port > 0 && { port }) } });
    try {
      return await show(stage, { once, stopping });
    } finally {
      say('Stopping: live calls may finish; a second Ctrl-C hangs up.');
      await Promise.race([stage.fleet.stop(), stopping.insisted.then(() => stage.fleet.kill())]);
    }
  } finally {
    await running.stop();
    say('Stopped.');
  }
}

function takenOver(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => TAKEN_OVER.test(entry[0]) && entry[1] !== undefined));
}

async function show({ fleet, credentials }: Stage, { once, stopping }: { once: boolean; stopping: StopRequest }): Promise<number> {
  const begun = performance.now();
  await fleet.start();
  say(`${fleet.processes.length} processes are ready after ${((performance.now() - begun) / 1_000).toFixed(1)} s.`);
  const table = await processTable(fleet);
  for (const line of table) say(line);
  say(`  API          ${fleet.baseUrl}   (credentials: ${FOLDER}/distributed/credentials.json, logs: ${FOLDER}/distributed/*/process.log)`);
  const shown = sendSampleFax(credentials, say).catch((error: unknown) => {
    say(`The sample fax went wrong: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  });
  if (!once) {
    await stopping.requested;
    return 0;
  }
  const right = await Promise.race([shown, stopping.requested.then(() => false)]);
  say('Memory after the fax:');
  for (const line of await processTable(fleet)) say(line);
  return right ? 0 : 1;
}

await runCommand(USAGE, wantedBy(process.argv.slice(2)), run);
