import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Metrics } from '../metrics/metrics.ts';
import { runChecks, type HealthCheck, type HealthReport } from './health-check.ts';

export const HEALTH_OPTIONS = Symbol('HEALTH_OPTIONS');

export interface HealthOptions {
  readonly checks: Readonly<Record<string, HealthCheck>>;
  readonly metrics: Metrics;
}

interface Reply {
  status(code: number): unknown;
  header(name: string, value: string): unknown;
}

/** For kubelets and Prometheus: no key, nothing in the answers that a stranger may not know. */
@Controller()
export class HealthController {
  readonly #options: HealthOptions;

  constructor(@Inject(HEALTH_OPTIONS) options: HealthOptions) {
    this.#options = options;
  }

  /** The process answers. Says nothing of its dependencies: restarting us would not mend them. */
  @Get('livez')
  live(): { readonly alive: true } {
    return { alive: true };
  }

  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: Reply): Promise<HealthReport> {
    const report = await runChecks(this.#options.checks);
    reply.status(report.ready ? 200 : 503);
    return report;
  }

  @Get('metrics')
  async metrics(@Res({ passthrough: true }) reply: Reply): Promise<string> {
    reply.header('content-type', this.#options.metrics.contentType);
    return this.#options.metrics.text();
  }
}
