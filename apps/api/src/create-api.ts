import multipart from '@fastify/multipart';
import { Module, type DynamicModule, type LoggerService, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ProblemFilter } from '@faxwire/platform';
import type { ApiDependencies } from './api-dependencies.ts';
import { ApiModule } from './api.module.ts';
import { AuditInterceptor } from './audit/audit.interceptor.ts';
import { OperationGuard } from './auth/operation.guard.ts';
import { TenantScopeInterceptor } from './auth/tenant-scope.interceptor.ts';
import { readingDirectory } from './document/reading-directory.ts';
import { UPLOAD_TIMEOUT_MS } from './limits.ts';
import { boundedAdapter } from './server/fastify-adapter.ts';
import { parseTokenForms } from './server/form-parser.ts';
import { OperationSpanInterceptor } from './server/operation-span.interceptor.ts';
import { leaveInTime } from './server/leave.ts';
import { withoutListenErrors } from './server/nest-words.ts';
import { addRequestHooks } from './server/request-hooks.ts';
import { prepareUploads, uploadDirectory } from './submission/upload-file.ts';

export interface ApiOptions {
  /** Modules that answer on the same port: health, metrics. */
  readonly imports?: readonly (DynamicModule | Type)[];
  readonly logger?: LoggerService | false;
  /** Told of every route as it is made. */
  readonly onRoute?: (method: string, path: string) => void;
}

@Module({})
class FrontDoor {}

/** The HTTP front door, ready to listen. */
export async function createApi(dependencies: ApiDependencies, options: ApiOptions = {}): Promise<NestFastifyApplication> {
  const { dataDir, uploadTimeoutMs = UPLOAD_TIMEOUT_MS, trustedProxies = [] } = dependencies.config;
  await Promise.all([uploadDirectory, readingDirectory].map((directory) => prepareUploads(directory(dataDir), 2 * uploadTimeoutMs)));
  const root = { module: FrontDoor, imports: [ApiModule.register(dependencies), ...(options.imports ?? [])] };
  const filter = new ProblemFilter(dependencies.onFault);
  const adapter = boundedAdapter(filter, { uploadTimeoutMs, trustedProxies });
  const fastify = adapter.getInstance();
  const { onRoute, logger = false } = options;
  if (onRoute) fastify.addHook('onRoute', ({ method, url }) => [method].flat().forEach((each) => onRoute(each, url)));
  leaveInTime(fastify);
  addRequestHooks(fastify, dependencies.observeRequest);
  parseTokenForms(fastify);
  await fastify.register(multipart, { throwFileSizeLimit: false });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, { logger: logger && withoutListenErrors(logger), bodyParser: false, abortOnError: false });
  fastify.removeContentTypeParser('text/plain');
  app.useGlobalFilters(filter);
  app.useGlobalGuards(app.get(OperationGuard, { strict: false }));
  app.useGlobalInterceptors(app.get(TenantScopeInterceptor, { strict: false }), app.get(AuditInterceptor, { strict: false }), app.get(OperationSpanInterceptor, { strict: false }));
  return app;
}
