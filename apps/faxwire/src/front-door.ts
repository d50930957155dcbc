import type { DynamicModule } from '@nestjs/common';
import { createApi, type ApiDependencies } from '@faxwire/api-app';
import type { DocumentRenderer } from '@faxwire/documents';
import type { LifecycleEngine } from '@faxwire/lifecycle';
import { HealthModule, allowsLoopbackWebhooks, isLoopback, nestLogger } from '@faxwire/platform';
import { SandboxModule, type Sandbox } from '@faxwire/sandbox-app';
import { checkWebhookUrl } from '@faxwire/tenancy';
import type { Foundation } from './foundation.ts';

export class PortInUse extends Error {
  constructor(host: string, port: number) {
    super(`Port ${port} on ${host} is in use by another program. Choose another with FAXWIRE_PORT, or "port" in faxwire.config.yaml.`);
  }
}

interface Behind {
  readonly renderer: DocumentRenderer;
  readonly engine: LifecycleEngine;
  readonly sandbox: Sandbox | undefined;
}

/** The HTTP server, listening. Returns its base URL. */
export async function openFrontDoor(base: Foundation, behind: Behind): Promise<string> {
  const { configuration, closing, metrics, database } = base;
  const checks = { database: async () => void (await database.pool.query('SELECT 1')) };
  const app = await createApi(dependenciesOf(base, behind), {
    logger: nestLogger(base.logger),
    imports: [HealthModule.register({ checks, metrics }), ...sandboxRoutes(base, behind)],
  });
  closing.defer('HTTP server', () => app.close());
  const { host, port } = configuration;
  try {
    await app.listen(port, host);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new PortInUse(host, port) : error;
  }
  return baseUrlOf(host, app.getHttpServer().address());
}

/** They show every tenant's test faxes without a key: not to a network. */
function sandboxRoutes({ configuration }: Foundation, { sandbox }: Behind): DynamicModule[] {
  return sandbox && isLoopback(configuration.host) ? [SandboxModule.register(sandbox)] : [];
}

function dependenciesOf(base: Foundation, { renderer, engine }: Behind): ApiDependencies {
  const { configuration, dataDir, documents, metrics, logger } = base;
  const allowLoopback = allowsLoopbackWebhooks(configuration);
  return {
    config: { dataDir, maxDocumentBytes: configuration.uploads.maxBytes },
    faxLog: base.faxLog,
    hints: base.eventLog,
    documents: { inspect: (content, signal) => renderer.examine(content, signal), put: (tenantId, from) => documents.put(tenantId, from) },
    apiKeys: base.apiKeys,
    webhookEndpoints: base.endpoints,
    checkWebhookUrl: (url) => checkWebhookUrl(url, { allowLoopback }),
    nudge: (faxId) => engine.nudge(faxId),
    observeRequest: (figures) => metrics.requestHandled(figures),
    onFault: (error, requestId) => logger.error({ err: error, requestId }, 'a request failed for a reason of ours'),
  };
}

function baseUrlOf(host: string, address: unknown): string {
  const port = typeof address === 'object' && address !== null && 'port' in address ? Number(address.port) : 0;
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
