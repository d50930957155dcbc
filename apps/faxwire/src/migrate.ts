import { ROLES, rebaseXids, type Role } from '@faxwire/event-log';
import { loadConfiguration } from '@faxwire/platform';
import { explain } from '@faxwire/runtime/main';
import { ownerUrlOf, prepare } from './preparation.ts';

const USAGE = `Usage: npm run migrate [-- --rebase]
Makes tables, roles, master key, topics and search attributes, or brings them up to date.
FAXWIRE_DATABASE_OWNER_URL   the owner of the tables
PASSWORD_FAXWIRE_API, ...    passwords for the roles that may log in; without one a role keeps what it has
--rebase                     after a dump was restored into another server (event_log_restored), once, while nothing else runs`;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** One variable for each role: PASSWORD_FAXWIRE_API, PASSWORD_FAXWIRE_MEDIA, ... */
function passwordsOf(env: NodeJS.ProcessEnv): Partial<Record<Role, string>> {
  const given = ROLES.map((role) => [role, env[`PASSWORD_${role.toUpperCase()}`]] as const);
  return Object.fromEntries(given.filter(([, password]) => password));
}

if (process.argv.includes('--help')) {
  say(USAGE);
} else {
  try {
    const configuration = loadConfiguration({ env: process.env, cwd: process.cwd() });
    await prepare(configuration, passwordsOf(process.env), say);
    if (process.argv.includes('--rebase')) {
      const { events, checkpoints } = await rebaseXids({ url: ownerUrlOf(configuration) });
      say(`rebased      ${events} events, ${checkpoints} readers`);
    }
  } catch (error) {
    say(explain(error));
    process.exitCode = 1;
  }
}
