import { chmod, chown, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { exists } from '../engine-cache.ts';
import { runCommandAs } from '../fetch/command.ts';
import { LOOPBACK } from '../port.ts';
import { EngineProcess } from '../process/engine-process.ts';
import type { Watchdog } from '../process/watchdog.ts';
import type { Place } from './place.ts';
import { postgresBinary } from './postgres-binary.ts';
import { postgresUser } from './postgres-user.ts';
import type { PostgresUser } from './postgres-user.ts';

const ANSWER_MS = 2_000;
const TRAVERSE = 0o011;
const DATABASE = 'faxwire';
/** Some ten processes with twenty connections each, and room for tests. */
const MAX_CONNECTIONS = 300;

export class PostgresEngine extends EngineProcess {
  /** Superuser and owner; database `faxwire`, which exists from the start. */
  readonly url: string;

  constructor(place: Place, settings: { readonly port: number; readonly password: string }, watchdog: Watchdog) {
    const { port, password } = settings;
    const urlOf = (database: string) => `postgres://faxwire:${password}@${LOOPBACK}:${port}/${database}`;
    super(
      {
        name: 'postgres',
        base: place.base,
        ports: [port],
        launch: async () => {
          const user = await postgresUser();
          if (!exists(join(place.folder, 'PG_VERSION'))) await initialise(place, password, user);
          return { file: postgresBinary('postgres'), args: startArguments(place.folder, port), ...user };
        },
        answers: async () => (await query(urlOf('postgres'), 'SELECT 1')) === 1,
        prepared: async () => {
          const there = await query(urlOf('postgres'), `SELECT 1 FROM pg_database WHERE datname = '${DATABASE}'`);
          if (there === 0) await query(urlOf('postgres'), `CREATE DATABASE ${DATABASE}`);
        },
      },
      watchdog,
    );
    this.url = urlOf(DATABASE);
  }
}

function startArguments(folder: string, port: number): readonly string[] {
  const settings = [`listen_addresses=${LOOPBACK}`, `port=${port}`, 'unix_socket_directories=', `max_connections=${MAX_CONNECTIONS}`];
  return ['-D', folder, ...settings.flatMap((setting) => ['-c', setting])];
}

async function initialise(place: Place, password: string, user: PostgresUser): Promise<void> {
  await mkdir(place.folder, { recursive: true, mode: 0o700 });
  const passwordFile = `${place.base}.password`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) {
    await chown(place.folder, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
    // It has to get to its folder; what lies beside it stays unreadable to it.
    await chmod(dirname(place.folder), (await stat(dirname(place.folder))).mode | TRAVERSE);
  }
  const flags = [`--pgdata=${place.folder}`, '--auth=scram-sha-256', '--username=faxwire', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C'];
  await runCommandAs(user, { file: postgresBinary('initdb'), args: flags });
  await rm(passwordFile, { force: true });
}

/** Rows that a statement yields. */
async function query(url: string, statement: string): Promise<number | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: ANSWER_MS, query_timeout: ANSWER_MS * 5 });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query(statement)).rowCount;
  } finally {
    await client.end().catch(() => {});
  }
}
