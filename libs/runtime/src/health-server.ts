import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { HealthModule, nestLogger } from '@faxwire/platform';
import type { Foundation } from './foundation.ts';
import { PortInUse } from './port-in-use.ts';

/** Probes and scrapes have no bodies. */
const BODY_LIMIT_BYTES = 1_024;
const REQUEST_TIMEOUT_MS = 10_000;

@Module({})
class HealthDoor {}

/** What a process shows beside its health. */
export interface SideRooms {
  readonly imports: readonly DynamicModule[];
  /** Before it listens: readers of bodies, and answers for what is thrown. */
  readonly prepare?: (app: NestFastifyApplication) => Promise<void>;
}

/** `/livez`, `/readyz` and `/metrics` of a process without an HTTP server of its own. Returns its base URL. */
export async function openHealthServer(base: Pick<Foundation, 'configuration' | 'closing' | 'logger' | 'checks' | 'metrics'>, { imports, prepare }: SideRooms = { imports: [] }): Promise<string> {
  const { configuration: { health }, closing, logger, checks, metrics } = base;
  const root = { module: HealthDoor, imports: [HealthModule.register({ checks, metrics }), ...imports] };
  const adapter = new FastifyAdapter({ bodyLimit: BODY_LIMIT_BYTES, requestTimeout: REQUEST_TIMEOUT_MS });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, { logger: nestLogger(logger), bodyParser: false, abortOnError: false });
  closing.defer('health server', () => app.close());
  await prepare?.(app);
  try {
    await app.listen(health.port, health.host);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new PortInUse(health.host, health.port, 'health.port') : error;
  }
  return baseUrlOf(health.host, app.getHttpServer().address());
}

/** How to reach a server that listens there. */
export function baseUrlOf(host: string, address: unknown): string {
  const port = typeof address === 'object' && address !== null && 'port' in address ? Number(address.port) : 0;
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
