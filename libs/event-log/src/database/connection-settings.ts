import {
  CONNECT_TIMEOUT_MS, IDLE_IN_TRANSACTION_TIMEOUT_MS, QUERY_TIMEOUT_MS, STATEMENT_TIMEOUT_MS,
} from './database-limits.ts';

export interface ConnectionOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
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
    statement_timeout: options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS,
    query_timeout: options.queryTimeoutMs ?? QUERY_TIMEOUT_MS,
    idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs ?? IDLE_IN_TRANSACTION_TIMEOUT_MS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  };
}
