import { loadConfiguration } from '@faxwire/platform';
import { runCli } from './client/cli.ts';
import { readCredentials } from './credentials.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

// `| head` closes the pipe when it has enough: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  const { dataDir } = loadConfiguration({ env: process.env, cwd: process.cwd() });
  process.exitCode = await runCli(process.argv.slice(2), { credentials: await readCredentials(dataDir), dataDir, print, complain, cwd: process.env['INIT_CWD'] ?? process.cwd() });
} catch (error) {
  complain(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
