import { ConfigurationError, loadConfiguration, type Configuration } from '@faxwire/platform';
import { startTelemetry } from '@faxwire/platform/telemetry';

/** An app's `process.ts`. */
interface ProcessModule {
  run(configuration: Configuration): Promise<number>;
}

/**
 * The whole of a `main.ts`: telemetry first of all, so that everything loaded after it can be traced; then the app.
 * @param load imports the app's `process.ts`
 */
export async function main(service: string, load: () => Promise<ProcessModule>): Promise<void> {
  const telemetry = startTelemetry({ serviceName: service, env: process.env });
  // Deprecations inside libraries are news for developers (NODE_OPTIONS=--trace-deprecation), not for operators.
  process.noDeprecation = !process.execArgv.concat(process.env['NODE_OPTIONS'] ?? '').join(' ').includes('deprecation');
  try {
    const configuration = loadConfiguration({ env: process.env, cwd: process.cwd() });
    process.exitCode = await (await load()).run(configuration);
  } catch (error) {
    process.stderr.write(`${service}: ${explain(error)}\n`);
    process.exitCode = 1;
  }
  await telemetry.stop();
  // Whatever a library left running must not keep a process that has left.
  process.exit();
}

/** Errors with a name of ours say what to do; anything else is a bug, and its stack tells where. */
const EXPECTED: ReadonlySet<string> = new Set([
  'DataFolderInUse', 'DatabaseInUse', 'EmbeddedPostgresError', 'PortInUse', 'ProcessError', 'TerminalError', 'DocumentStoreError', 'TransportError', 'EngineUnavailable', 'EventLogRestored', 'RoleError', 'TopicProblem', 'SearchAttributesMissing', 'LocalError',
]);

export function explain(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  if (!(error instanceof Error)) return String(error);
  return EXPECTED.has(error.constructor.name) ? error.message : (error.stack ?? error.message);
}
