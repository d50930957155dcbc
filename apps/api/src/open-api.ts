import type { DynamicModule } from '@nestjs/common';
import { DeliveryBook } from '@faxwire/deliveries';
import { DocumentEraser, type DocumentRenderer } from '@faxwire/documents';
import { accelerate } from '@faxwire/fax';
import { HealthModule, configuredRetryPolicy, nestLogger } from '@faxwire/platform';
import { PortInUse, baseUrlOf, dialTimesOf, trunksOf, type Foundation } from '@faxwire/runtime';
import { TrunkRouter, forgetLessonsBlindly } from '@faxwire/trunks';
import type { AdminRoom } from './admin/admin-room.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { unerasedDocuments } from './document/unerased-documents.ts';
import { accessParts } from './tenant/access-parts.ts';
import { createApi } from './create-api.ts';
import { outboundParts } from './outbound-parts.ts';

export interface ApiParts {
  readonly renderer: DocumentRenderer;
  /** Wakes the fax's lifecycle where it runs in this process; elsewhere the event does. */
  readonly nudge?: (faxId: string) => void;
  /** Absent: there is no admin API. */
  readonly admin?: AdminRoom | undefined;
  /** Modules that answer on the same port. */
  readonly imports?: readonly DynamicModule[];
}

/** The HTTP server, listening. Returns its base URL. */
export async function openApi(base: Foundation, parts: ApiParts): Promise<string> {
  const { configuration: { host, port }, closing, metrics, checks } = base;
  const app = await createApi(dependenciesOf(base, parts), {
    logger: nestLogger(base.logger),
    imports: [HealthModule.register({ checks, metrics }), ...(parts.imports ?? [])],
  });
  closing.defer('HTTP server', () => app.close());
  try {
    await app.listen(port, host);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new PortInUse(host, port, 'port') : error;
  }
  return baseUrlOf(host, app.getHttpServer().address());
}

function dependenciesOf(base: Foundation, { renderer, admin, nudge = () => undefined }: ApiParts): ApiDependencies {
  const { configuration, dataDir, documents, metrics, logger } = base;
  return {
    now: base.now,
    policyOf: policiesOf(base),
    ...outboundParts(configuration, base.now),
    config: {
      dataDir, maxDocumentBytes: configuration.uploads.maxBytes, rates: configuration.access, failuresPerMinute: configuration.access.failuresPerMinute,
      blockedCountries: configuration.dialling.blockedCountries,
      trustedProxies: configuration.access.trustedProxies,
    },
    accessTokens: base.accessTokens,
    links: base.links,
    faxLog: base.faxLog,
    hints: base.eventLog,
    documents: { inspect: (content, signal) => renderer.examine(content, signal), put: (tenantId, from) => documents.put(tenantId, from) },
    documentStore: documents,
    documentEraser: new DocumentEraser({
      store: documents, isReferenced: unerasedDocuments(base.database.pool), now: base.now,
      onError: (error) => logger.warn({ err: error }, 'documents of an erased fax are left to the sweep'),
    }),
    forgetLessons: (faxId) => forgetLessonsBlindly(base.database.pool, faxId),
    proofKeys: base.proofKeys,
    ...accessParts(base.database.dataSource, { now: base.now, apiKeys: base.apiKeys }),
    ...(admin && { admin }),
    webhookEndpoints: base.endpoints,
    deliveries: new DeliveryBook(base.database.pool, base.now),
    nudge,
    observeRequest: (figures) => metrics.requestHandled(figures),
    onFault: (error, requestId) => logger.error({ err: error, requestId }, 'a request failed for a reason of ours'),
  };
}

/** The same as the lifecycle's, on whatever trunk the fax goes. */
function policiesOf(base: Foundation): ApiDependencies['policyOf'] {
  const [policy, router, timesOf] = [configuredRetryPolicy(base.configuration), new TrunkRouter(trunksOf(base.configuration)), dialTimesOf(base)];
  return async (fax) => ({ ...accelerate(policy, router.route(fax)?.timeFactor ?? 1), terms: await timesOf(fax) });
}
