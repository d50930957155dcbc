import { createRequire, syncBuiltinESMExports } from 'node:module';

/** What the instrumentations wrap. `pg` is not ours: it is there where an event log is. */
const INSTRUMENTED = ['http', 'https', 'pg', 'pg-pool'];

/**
 * An ES module's imports are loaded before its first line runs, so these modules are there before telemetry starts. An
 * instrumentation wraps a module when it is required, also for the second time, and it wraps the one object that all
 * importers share.
 */
export function requireAgain(): void {
  const require = createRequire(import.meta.url);
  for (const name of INSTRUMENTED) requireIfInstalled(require, name);
  syncBuiltinESMExports();
}

function requireIfInstalled(require: NodeJS.Require, name: string): void {
  try {
    require(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
  }
}
