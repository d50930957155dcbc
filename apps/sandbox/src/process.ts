import { ClosingStack, ProcessError, StopRequest, openHealthServer } from '@faxwire/runtime';
import { Metrics, createLogger, isLoopback, type Configuration } from '@faxwire/platform';
import { mkdir } from 'node:fs/promises';
import { SpanDspPool } from '@faxwire/terminal';
import { openSandbox } from './open-sandbox.ts';
import { sandboxRooms } from './sandbox-rooms.ts';

/** Answering machines of at most 80 calls, and some that are just ending. */
const MAX_TERMINALS = 120;
const SERVICE = 'faxwire-sandbox';

/** The pretend carrier alone. It knows nothing of the house: no database, no events. */
export async function run(configuration: Configuration): Promise<number> {
  if (configuration.sandbox.sipPort === 0) throw new ProcessError('sandbox_port_missing', 'The sandbox in a process of its own needs a port that media processes know: set FAXWIRE_SANDBOX_SIP_PORT.');
  const stopping = new StopRequest();
  const closing = new ClosingStack((error, name) => process.stderr.write(`Closing ${name}: ${String(error)}\n`));
  try {
    await mkdir(configuration.dataDir, { recursive: true });
    const logger = createLogger({ ...configuration.log, service: SERVICE });
    const base = { configuration, dataDir: configuration.dataDir, closing, logger, metrics: new Metrics(), checks: {} };
    const terminals = new SpanDspPool({ spares: configuration.media.spareProcesses, maxTerminals: MAX_TERMINALS });
    closing.defer('fax terminals', () => terminals.close());
    await terminals.warm();
    const sandbox = await openSandbox(base, { terminals });
    // What was received is shown without a key, and whoever may ask has it call: not a network.
    const shown = isLoopback(configuration.health.host);
    const baseUrl = shown ? await openHealthServer(base, sandboxRooms(base, sandbox)) : await openHealthServer(base);
    logger.info({ baseUrl, sip: sandbox.address }, 'ready');
    await stopping.requested;
    return 0;
  } finally {
    await closing.close();
  }
}
