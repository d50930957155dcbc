// `npm run engines`: PostgreSQL, Kafka, Temporal and S3 on this machine until Ctrl-C.
import { addressLines, addressesOf, removeAddresses, writeAddresses } from './address-file.ts';
import { USAGE, engineArguments } from './arguments.ts';
import { ENGINE_NAMES } from './engine-set.ts';
import type { EngineSet } from './engine-set.ts';
import { LocalError } from './local-error.ts';
import type { EngineName } from './engine-version.ts';
import { startEngines } from './start.ts';
import type { StartedEngines } from './start.ts';

const WATCH_MS = 1_000;

const say = (line: string) => void process.stderr.write(`${line}\n`);

/** One line for each engine that ends although nobody stopped it. */
function watchOver(engines: EngineSet): () => void {
  const gone = new Set<string>();
  const timer = setInterval(() => {
    for (const name of ENGINE_NAMES) {
      const engine = engines[name];
      if (engine.pid !== undefined || gone.has(name)) continue;
      gone.add(name);
      say(`${name} has ended; its log is ${engine.logFile}`);
    }
  }, WATCH_MS);
  return () => clearInterval(timer);
}

async function run(): Promise<void> {
  const { ports, dataDir, file, help } = engineArguments(process.argv.slice(2));
  if (help) return void process.stdout.write(USAGE);
  // During the start leaving at once is enough: the watchdog ends what was started.
  let leave: () => void = () => process.exit(130);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => leave());
  const engines = await startEngines({ ports, dataDir, log: say });
  const addresses = addressesOf(engines);
  const rest = watchOver(engines);
  leave = () => {
    // A second Ctrl-C must not cut short what is bounded anyhow.
    leave = () => {};
    rest();
    void stopAll(engines, file);
  };
  await writeAddresses(file, addresses);
  process.stdout.write(`${addressLines(addresses).join('\n')}\nAddresses and credentials are in ${file}. Ctrl-C stops everything.\n`);
}

async function stopAll(engines: StartedEngines<EngineName>, file: string): Promise<void> {
  say('Stopping ...');
  await removeAddresses(file);
  await engines.stop();
  say('Stopped.');
  process.exit(0);
}

try {
  await run();
} catch (error) {
  say(error instanceof LocalError ? error.message : String((error as Error).stack));
  process.exit(1);
}
