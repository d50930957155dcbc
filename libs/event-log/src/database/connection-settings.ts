import {
  CONNECT_TIMEOUT_MS, IDLE_IN_TRANSACTION_TIMEOUT_MS, QUERY_TIMEOUT_MS, STATEMENT_TIMEOUT_MS,
} from './database-limits.ts';

export interface ConnectionOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
  /** The same database past a connection pooler, for what needs a session of its own. Absent: `url` is no pooler's. */
  readonly directUrl?: string | undefined;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
  readonly statementTimeoutMs?: number;
  /** Longer than the statement timeout, so that the server's more precise error comes first. */
  readonly queryTimeoutMs?: number;
  readonly idleInTransactionTimeoutMs?: number;
}

/** What every connection of ours has in common, in the words of `pg`. */
export function connectionSettings(options: ConnectionOptions) {
  return {
    connectionString: options.url,
    application_name: options.applicationName ?? 'faxwire',
    ...(isPooled(options) ? {} : sessionLimits(options)),
    query_timeout: options.queryTimeoutMs ?? QUERY_TIMEOUT_MS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  };
}

/** True where the url leads to a pooler that hands out a connection for a transaction only. */
export function isPooled({ url, directUrl }: ConnectionOptions): boolean {
  return Boolean(directUrl) && directUrl !== url;
}

/** For LISTEN, session locks and migrations: none of them survives a pooler in transaction mode. */
export function directConnection<Options extends ConnectionOptions>(options: Options): Options {
  return { ...options, url: options.directUrl || options.url };
}

/** They go with the start of a session. PgBouncer refuses a client that brings them; there the role has them (`grantRoles`). */
function sessionLimits(options: ConnectionOptions) {
  return {
    statement_timeout: options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs ?? IDLE_IN_TRANSACTION_TIMEOUT_MS,
  };
}
