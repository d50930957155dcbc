import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { engineProof } from '../engine-cache.ts';
import { LOOPBACK } from '../port.ts';
import { EngineProcess } from '../process/engine-process.ts';
import type { Watchdog } from '../process/watchdog.ts';
import type { Place } from './place.ts';
import { temporalAnswers } from './temporal-probe.ts';

/** What the lifecycle writes on its workflows, for people who look for them. */
export const SEARCH_ATTRIBUTES = ['FaxTenant=Keyword', 'FaxStatus=Keyword', 'FaxAttempts=Int'] as const;

export class TemporalEngine extends EngineProcess {
  readonly address: string;
  readonly namespace = 'default';

  constructor(place: Place, port: number, watchdog: Watchdog) {
    const address = `${LOOPBACK}:${port}`;
    super(
      {
        name: 'temporal',
        base: place.base,
        ports: [port],
        launch: async () => {
          await mkdir(place.folder, { recursive: true });
          return { file: engineProof('temporal'), args: startArguments(port, join(place.folder, 'temporal.db')) };
        },
        answers: () => temporalAnswers(address),
      },
      watchdog,
    );
    this.address = address;
  }
}

function startArguments(port: number, file: string): readonly string[] {
  const attributes = SEARCH_ATTRIBUTES.flatMap((attribute) => ['--search-attribute', attribute]);
  return ['server', 'start-dev', '--headless', '--ip', LOOPBACK, '--port', String(port), '--db-filename', file, '--log-level', 'error', ...attributes];
}
