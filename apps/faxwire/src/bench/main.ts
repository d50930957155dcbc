import { startTelemetry } from '@faxwire/platform/telemetry';

// As the house does, so that its cost is in the figures.
const telemetry = startTelemetry({ serviceName: 'faxwire-bench', env: process.env });

const { benchmarks } = await import('./benchmarks.ts');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Half an hour: only for who asks for it. */
const LONG = 'soak';

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in benchmarks));
if (unknown !== undefined) {
  process.stderr.write(`Unknown benchmark ${unknown}. Usage: npm run bench [-- ${Object.keys(benchmarks).join('|')}]\n`);
  process.exitCode = 2;
} else {
  for (const [name, benchmark] of Object.entries(benchmarks)) {
    if ((asked.length === 0 && name !== LONG) || asked.includes(name)) say(`${name}: ${await benchmark()}`);
  }
}
await telemetry.stop();
process.exit();
