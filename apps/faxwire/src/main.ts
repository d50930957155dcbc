import { loadConfiguration, type Configuration } from '@faxwire/platform';
import { startTelemetry } from '@faxwire/platform/telemetry';
import { explain } from '@faxwire/runtime/main';

// First of all, so that everything loaded after it can be traced.
const telemetry = startTelemetry({ serviceName: 'faxwire', env: process.env });

// Deprecations inside libraries are news for developers (NODE_OPTIONS=--trace-deprecation), not for who starts the house.
process.noDeprecation = !process.execArgv.concat(process.env['NODE_OPTIONS'] ?? '').join(' ').includes('deprecation');

const USAGE = `Usage: npm start [-- --once]
  --once   send the sample fax, then stop: exit code 0 if everything about it was right`;

/** Progress for people goes to the error stream: standard output has the log lines. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

const args = process.argv.slice(2);
if (args.includes('--help')) {
  say(USAGE);
} else if (args.some((arg) => arg !== '--once')) {
  say(`Unknown argument ${args.find((arg) => arg !== '--once') ?? ''}.\n${USAGE}`);
  process.exitCode = 2;
} else {
  await start(args.includes('--once'));
}

async function start(once: boolean): Promise<void> {
  const begun = performance.now();
  try {
    const configuration = quieted(loadConfiguration({ env: process.env, cwd: process.cwd() }));
    const { run } = await import('./run.ts');
    process.exitCode = await run({ configuration, once, begun, say });
  } catch (error) {
    say(explain(error));
    process.exitCode = 1;
  }
  await telemetry.stop();
  // Whatever a library left running must not keep a house standing that has been left.
  process.exit();
}

/** On a terminal the timeline tells the story; log lines between it are for trouble, unless they were asked for. */
function quieted(configuration: Configuration): Configuration {
  const asked = Boolean(process.env['FAXWIRE_LOG_LEVEL']) || configuration.log.level !== 'info';
  if (asked || !process.stdout.isTTY) return configuration;
  return { ...configuration, log: { ...configuration.log, level: 'warn' } };
}

