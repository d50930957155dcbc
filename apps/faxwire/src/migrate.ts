import { ROLES, openDatabase, rebaseXids, type Role } from '@faxwire/event-log';
import { loadConfiguration, type Configuration } from '@faxwire/platform';
import { ProcessError } from '@faxwire/runtime';
import { explain } from '@faxwire/runtime/main';
import { ApiKeys, Tenants } from '@faxwire/tenancy';
import { ownerUrlOf, prepare } from './preparation.ts';
import { SCHEMA } from './schema.ts';

const USAGE = `Usage: npm run migrate [-- --tenant NAME [--live]] [-- --rebase]
Makes tables, roles, master key, topics and search attributes, or brings them up to date.
FAXWIRE_DATABASE_OWNER_URL   the owner of the tables
PASSWORD_FAXWIRE_API, ...    passwords for the roles that may log in; without one a role keeps what it has
--tenant NAME                makes a tenant with a test key, with --live a live key too; they are printed once, to standard output
--rebase                     after a dump was restored into another server (event_log_restored), once, while nothing else runs`;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** One variable for each role: PASSWORD_FAXWIRE_API, PASSWORD_FAXWIRE_MEDIA, ... */
function passwordsOf(env: NodeJS.ProcessEnv): Partial<Record<Role, string>> {
  const given = ROLES.map((role) => [role, env[`PASSWORD_${role.toUpperCase()}`]] as const);
  return Object.fromEntries(given.filter(([, password]) => password));
}

/** For a start: tenants and keys are made by the owner of the tables alone. */
async function makeTenant(configuration: Configuration, name: string | undefined, live: boolean): Promise<void> {
  if (!name || name.startsWith('--')) throw new ProcessError('tenant_name_missing', USAGE);
  const database = await openDatabase({ url: ownerUrlOf(configuration), poolSize: 2, entities: SCHEMA.entities, migrations: [], migrate: false });
  try {
    const { id } = await new Tenants(database.dataSource, Date.now).createTenant({ name, defaultCountry: configuration.tenants.defaultCountry });
    const keys = new ApiKeys(database.dataSource, Date.now);
    const made = { tenantId: id, apiKey: (await keys.createKey(id, 'test', name)).key, ...(live && { liveApiKey: (await keys.createKey(id, 'live', name)).key }) };
    process.stdout.write(`${JSON.stringify(made)}\n`);
  } finally {
    await database.close();
  }
}

if (process.argv.includes('--help')) {
  say(USAGE);
} else {
  try {
    const configuration = loadConfiguration({ env: process.env, cwd: process.cwd() });
    if (!(await prepare(configuration, passwordsOf(process.env), say))) process.exitCode = 1;
    const name = process.argv[process.argv.indexOf('--tenant') + 1];
    if (process.argv.includes('--tenant')) await makeTenant(configuration, name, process.argv.includes('--live'));
    if (process.argv.includes('--rebase')) {
      const { events, checkpoints } = await rebaseXids({ url: ownerUrlOf(configuration) });
      say(`rebased      ${events} events, ${checkpoints} readers`);
    }
  } catch (error) {
    say(explain(error));
    process.exitCode = 1;
  }
}
