import pg from 'pg';
import { temporaryDatabase } from '@faxwire/testing';
import { eventLogEntities, eventLogGrants, eventLogMigrations, grantRoles, openDatabase, type Database, type DatabaseOptions, type Role } from '../index.ts';

export interface RoleDatabase {
  readonly url: string;
  /** Not restricted by anything: the negative control. */
  readonly superuser: Database;
  as(role: Role, options?: Partial<DatabaseOptions>): Promise<Database>;
  close(): Promise<void>;
}

/** A session that begins in a role, as if that role had logged in. */
export function urlAs(url: string, role: string): string {
  const as = new URL(url);
  as.searchParams.set('options', `-c role=${role}`);
  return as.href;
}

export async function asUser<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The log with all roles granted, in a database of its own. */
export async function roleDatabase(): Promise<RoleDatabase> {
  const server = await temporaryDatabase();
  const tables = { entities: eventLogEntities, migrations: eventLogMigrations };
  const superuser = await openDatabase({ ...tables, url: server.url });
  await asUser(server.url, (client) => grantRoles(client, { grants: eventLogGrants }));
  const opened = [superuser];
  return {
    url: server.url,
    superuser,
    async as(role, options = {}) {
      const database = await openDatabase({ ...tables, ...options, url: urlAs(server.url, role), migrate: false });
      opened.push(database);
      return database;
    },
    async close() {
      await Promise.all(opened.map((database) => database.close()));
      await server.drop();
    },
  };
}
