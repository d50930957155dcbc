/**
 * Pinned: a test that passed yesterday meets the same engines today. Later releases of the Temporal CLI cannot be installed by
 * `go install`, because their go.mod has `replace` lines.
 */
export const ENGINE_VERSIONS = {
  kafka: '4.1.0',
  temporal: '1.29.1',
  'temporal-test-server': '1.31.0',
  versitygw: '1.8.0',
  // The oldest and the newest that we promise to run on.
  'oldest-node': '20.19.0',
  node: '24.9.0',
} as const;

/** The release of the command line tool that carries Temporal server 1.29.1. */
export const TEMPORAL_CLI_VERSION = '1.5.1';
/** Kafka logs through SLF4J and brings no binding; without one its log is lost. It has to be the line that Kafka compiles against. */
export const SLF4J_VERSION = '1.7.36';

/** What is fetched into the cache. PostgreSQL comes with `npm ci`. */
export type FetchedEngine = keyof typeof ENGINE_VERSIONS;
/** What `startEngines` can start. */
export type EngineName = 'postgres' | 'kafka' | 'temporal' | 's3';
