import { FaxSummaryEntity } from './fax/fax-summary-entity.ts';
import { CreateEvent1795219200001 } from './migrations/create-event.ts';
import { CreateFax1795219200002 } from './migrations/create-fax.ts';
import { DirectFaxes1795219200081 } from './migrations/direct-faxes.ts';
import { ExtendFax1795219200071 } from './migrations/extend-fax.ts';
import { IndexDocuments1795219200061 } from './migrations/index-documents.ts';
import { IndexTraces1795305600071 } from './migrations/index-traces.ts';
import { IsolateEvents1795219200051 } from './migrations/isolate-events.ts';

export { isConnectionFailure } from './database/connection-failure.ts';
export { connectionSettings, directConnection, isPooled, type ConnectionOptions } from './database/connection-settings.ts';
export type { DirectClient, DirectConnections } from './database/direct-connections.ts';
export { migrate, type Migrations } from './database/migrate.ts';
export { openDatabase, type Database, type DatabaseOptions } from './database/open-database.ts';
export type { Queryable } from './database/queryable.ts';
export { eventLogGrants } from './database/roles/event-log-grants.ts';
export { grantRoles, type RolesGranted, type RolesWanted } from './database/roles/grant-roles.ts';
export { ADMIN_ROLE, ROLES, SYSTEM_ROLES, TENANT_ROLE, type FunctionGrant, type Grant, type Privilege, type Role, type TableGrant } from './database/roles/grant.ts';
export { RoleError, type RoleErrorCode } from './database/roles/role-error.ts';
export { isolateTenants, joinTenants, type IsolatedTable } from './database/roles/tenant-isolation.ts';
export { currentTenant, runAsTenant } from './database/tenant-scope.ts';
export { inTransactionOf } from './database/transaction.ts';
export type { BatchCounts, BatchRequest } from './fax/batch-counts.ts';
export { FaxLogBusy } from './fax/fax-log-busy.ts';
export { FaxLog, type Executed, type ExecuteOptions, type FaxLogOptions } from './fax/fax-log.ts';
export type { FaxCursor, TenantFaxesRequest } from './fax/list-of-tenant.ts';
export { searchStatement, type FaxSearch } from './fax/search-faxes.ts';
export { termOf, termsOf } from './fax/metadata-terms.ts';
export { referencedDocuments } from './fax/referenced-documents.ts';
export type { Append, Appended } from './log/append.ts';
export { EventLogRestored } from './log/check-xids.ts';
export { START, type Checkpoint } from './log/checkpoint.ts';
export { EventLog, type EventLogOptions } from './log/event-log.ts';
export type { Hint, HintListener, OnHint } from './log/hint-listener.ts';
export { rebaseXids, type Rebased } from './log/rebase-xids.ts';
export { streamOf, type EventMeta, type StoredEvent } from './log/stored-event.ts';
export type { Lag } from './log/tail-lag.ts';
export type { TailRequest } from './log/tail.ts';
export { EventUnreadable, type EventUnreadableCode } from './upcast/event-unreadable.ts';
export { FaxSummaryEntity };

export const eventLogMigrations = [
  CreateEvent1795219200001, CreateFax1795219200002, IsolateEvents1795219200051, IndexDocuments1795219200061, ExtendFax1795219200071,
  DirectFaxes1795219200081,
  IndexTraces1795305600071,
];
export const eventLogEntities = [FaxSummaryEntity];
