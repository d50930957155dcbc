import { FaxSummaryEntity } from './fax/fax-summary-entity.ts';
import { CreateEvent1795219200001 } from './migrations/create-event.ts';
import { CreateFax1795219200002 } from './migrations/create-fax.ts';

export { isConnectionFailure } from './database/connection-failure.ts';
export { connectionSettings, type ConnectionOptions } from './database/connection-settings.ts';
export { migrate, type Migrations } from './database/migrate.ts';
export { openDatabase, type Database, type DatabaseOptions } from './database/open-database.ts';
export type { Queryable } from './database/queryable.ts';
export { inTransactionOf } from './database/transaction.ts';
export { FaxLogBusy } from './fax/fax-log-busy.ts';
export { FaxLog, type Executed, type ExecuteOptions, type FaxLogOptions } from './fax/fax-log.ts';
export type { FaxCursor, TenantFaxesRequest } from './fax/list-of-tenant.ts';
export type { Append, Appended } from './log/append.ts';
export { START, type Checkpoint } from './log/checkpoint.ts';
export { EventLog, type EventLogOptions } from './log/event-log.ts';
export type { Hint, HintListener, OnHint } from './log/hint-listener.ts';
export { streamOf, type EventMeta, type StoredEvent } from './log/stored-event.ts';
export type { Lag } from './log/tail-lag.ts';
export type { TailRequest } from './log/tail.ts';
export { FaxSummaryEntity };

export const eventLogMigrations = [CreateEvent1795219200001, CreateFax1795219200002];
export const eventLogEntities = [FaxSummaryEntity];
