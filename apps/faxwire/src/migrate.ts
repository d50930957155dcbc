import { ROLES, type Role } from '@faxwire/event-log';
import { loadConfiguration } from '@faxwire/platform';
import { explain } from '@faxwire/runtime/main';
import { prepare } from './preparation.ts';

const USAGE = `Usage: npm run migrate
Makes tables, roles, master key, topics and search attributes, or brings them up to date.
FAXWIRE_DATABASE_OWNER_URL   the owner of the tables
PASSWORD_FAXWIRE_API, ...    passwords for the roles that may log in; without one a role keeps what it has`;

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
    await prepare(loadConfiguration({ env: process.env, cwd: process.cwd() }), passwordsOf(process.env), say);
  } catch (error) {
    say(explain(error));
    process.exitCode = 1;
  }
}
