import { eventLogEntities, openDatabase, type Database } from '@faxwire/event-log';
import { ProcessError, readRootKey, type Foundation } from '@faxwire/runtime';
import { tenancyEntities } from '@faxwire/tenancy';
import { adminRoom, type AdminRoom } from './admin-room.ts';

/** An operator or two, not a crowd. */
const POOL_SIZE = 2;

/** On the database as somebody who sees all tenants: its owner, or the role `faxwire_admin`. */
export async function openAdmin(base: Foundation, rootKeyFile: string, dataSource: Database['dataSource']): Promise<AdminRoom> {
  const { configuration, apiKeys, now } = base;
  const trunks = configuration.trunks.map(({ name, host, port, transport, callerNumber, channels, callsPerNumber, prefixes }) => (
    { name, host, port, transport, callerNumber, channels, callsPerNumber, prefixes: [...prefixes] }
  ));
  return adminRoom({ dataSource, now, rootKey: await readRootKey(rootKeyFile), trunks, defaultCountry: configuration.tenants.defaultCountry, onChange: apiKeys.forgetAll });
}

/**
 * For an API process of its own, whose other connections see one tenant at a time. Undefined where there is to be no admin API.
 * @throws ProcessError
 */
export async function openOwnAdmin(base: Foundation): Promise<AdminRoom | undefined> {
  const { configuration: { admin: { rootKeyFile, databaseUrl } }, service, closing, logger } = base;
  if (rootKeyFile === '') return undefined;
  if (databaseUrl === '') throw new ProcessError('admin_database_missing', 'The admin API needs a way to the database of its own: set FAXWIRE_ADMIN_DATABASE_URL to log in as faxwire_admin.');
  const database = await openDatabase({
    url: databaseUrl, entities: [...eventLogEntities, ...tenancyEntities], migrations: [], migrate: false, poolSize: POOL_SIZE, applicationName: `${service} admin`,
    onConnectionError: ({ message }) => logger.warn({ detail: message }, 'a database connection of the admin API was lost'),
  });
  closing.defer('database connections of the admin API', () => database.close());
  return openAdmin(base, rootKeyFile, database.dataSource);
}
