import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { NodeSDK, core, resources, type tracing } from '@opentelemetry/sdk-node';
// The SDK makes processors from the standard variables only for itself; ours must stand before them to mask.
import { getSpanProcessorsFromEnv } from '@opentelemetry/sdk-node/build/src/utils.js';
import type { Environment } from '../config/environment.ts';
import { requireAgain } from './loaded-modules.ts';
import { MaskingSpanProcessor } from './masking-span-processor.ts';

export interface TelemetryOptions {
  readonly serviceName: string;
  readonly env: Environment;
  /** Tests look at finished spans through one of these. */
  readonly spanProcessors?: readonly tracing.SpanProcessor[];
}

export interface Telemetry {
  /** Whether spans leave the process. */
  readonly exporting: boolean;
  /** Sends what is left, then stops. Never rejects: a collector that is away must not hold up the end. */
  stop(): Promise<void>;
}

/**
 * The first line of every app. Spans are always made, so that trace ids stand in logs, events and webhooks; they are
 * exported, and HTTP and SQL instrumented, only where the standard OTEL_* variables name where to. OTEL_SDK_DISABLED=true
 * turns even the ids off.
 */
export function startTelemetry({ serviceName, env, spanProcessors = [] }: TelemetryOptions): Telemetry {
  const exporting = isExporting(env);
  const processors = [...spanProcessors, ...(exporting ? getSpanProcessorsFromEnv(undefined) : [])];
  const sdk = new NodeSDK({
    serviceName,
    autoDetectResources: exporting,
    // Without the detector of the process: it sends the command line, and people put secrets there.
    resourceDetectors: [resources.envDetector, resources.hostDetector],
    textMapPropagator: new core.W3CTraceContextPropagator(),
    spanProcessors: [new MaskingSpanProcessor(processors)],
    // Metrics are scraped from /metrics and logs are lines on standard output.
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: exporting ? instrumentations() : [],
  });
  sdk.start();
  if (exporting) requireAgain();
  return { exporting, stop: () => sdk.shutdown().catch(() => undefined) };
}

function isExporting(env: Environment): boolean {
  if (env['OTEL_SDK_DISABLED'] === 'true' || env['OTEL_TRACES_EXPORTER'] === 'none') return false;
  return Boolean(env['OTEL_EXPORTER_OTLP_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] || env['OTEL_TRACES_EXPORTER']);
}

/** Polling without a request or an event behind it makes no traces of its own. */
function instrumentations(): NonNullable<ConstructorParameters<typeof NodeSDK>[0]>['instrumentations'] {
  return [
    new HttpInstrumentation({ ignoreIncomingRequestHook: ({ url }) => isProbe(url), requireParentforOutgoingSpans: true }),
    new PgInstrumentation({ requireParentSpan: true }),
  ];
}

/** Probes and scrapes come every few seconds and say nothing about a fax. */
function isProbe(url: string | undefined): boolean {
  return url === '/livez' || url === '/readyz' || url === '/metrics';
}
