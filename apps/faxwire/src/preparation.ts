import { openMasterKey } from '@faxwire/documents';
import { connectionSettings, grantRoles, migrate, type Role } from '@faxwire/event-log';
import { prepareTemporal } from '@faxwire/lifecycle/temporal';
import type { Configuration } from '@faxwire/platform';
import { ProcessError, makeRootKey, readRootKey } from '@faxwire/runtime';
import { ensureTopics, kafkaClient } from '@faxwire/transport';
import pg from 'pg';
import { GRANTS, SCHEMA } from './schema.ts';

const SERVICE = 'faxwire-migrate';

export type Say = (line: string) => void;

/**
 * Everything that separate processes find done: tables, roles, master key, topics, search attributes. May be repeated.
 * @returns false where a superuser has to do something first
 */
export async function prepare(configuration: Configuration, passwords: Partial<Record<Role, string>>, say: Say): Promise<boolean> {
  const url = ownerUrlOf(configuration);
  await openMasterKey(configuration.documents.masterKeyFile);
  say(`master key   ${configuration.documents.masterKeyFile}`);
  await prepareRootKey(configuration.admin.rootKeyFile, say);
  await migrate({ url, applicationName: SERVICE }, SCHEMA.migrations);
  say('tables       up to date');
  const granted = await prepareRoles(url, passwords, say);
  if (configuration.events.bus === 'kafka') await prepareTopics(configuration, say);
  if (configuration.lifecycle.engine === 'temporal') {
    await prepareTemporal(configuration.temporal);
    say(`temporal     search attributes of namespace ${configuration.temporal.namespace}`);
  }
  return granted;
}

/** Without a file there is no admin API. */
async function prepareRootKey(path: string, say: Say): Promise<void> {
  if (path === '') return;
  await makeRootKey(path);
  await readRootKey(path);
  say(`root key     ${path}`);
}

/** @throws ProcessError where none is configured */
export function ownerUrlOf({ database: { ownerUrl, directUrl, url } }: Configuration): string {
  const found = ownerUrl || directUrl || url;
  if (found === '') throw new ProcessError('database_url_missing', 'There is no database to prepare: set FAXWIRE_DATABASE_OWNER_URL. The embedded house (`npm start`) prepares its own.');
  return found;
}

async function prepareRoles(url: string, passwords: Partial<Record<Role, string>>, say: Say): Promise<boolean> {
  const client = new pg.Client(connectionSettings({ url, applicationName: SERVICE }));
  await client.connect();
  try {
    const { created, refused } = await grantRoles(client, { grants: GRANTS, passwords });
    say(`roles        granted${created.length > 0 ? `, new: ${created.join(', ')}` : ''}`);
    for (const { statement } of refused) say(`             a superuser has to run, and then this again: ${statement}`);
    return refused.length === 0;
  } finally {
    await client.end();
  }
}

async function prepareTopics({ kafka }: Configuration, say: Say): Promise<void> {
  const admin = kafkaClient({ ...kafka, clientId: SERVICE }).admin();
  await admin.connect();
  try {
    for (const { topic, created, partitions, differences } of await ensureTopics(admin, kafka)) {
      say(`topic        ${topic}, ${partitions} partitions${created ? ', new' : ''}${differences.length > 0 ? `; differs: ${differences.join('; ')}` : ''}`);
    }
  } finally {
    await admin.disconnect();
  }
}
