import { randomUUID } from 'node:crypto';
import { temporal } from '@faxwire/testing';
import type { FaxSteps } from '../drive.ts';
import { lifecycleEngineContract } from '../lifecycle-engine.contract.ts';
import { TemporalEngine } from './temporal-engine.ts';

const server = await temporal();
const queue = randomUUID();
const errors: unknown[] = [];

const engine = (steps: FaxSteps, maxSteps?: number) =>
  new TemporalEngine({
    temporal: server,
    steps: {
      next: async (faxId) => ({ step: await steps.next(faxId), attributes: { tenantId: 'acme', status: 'FaxReceived', attempts: 0 } }),
      act: (faxId, step) => steps.act(faxId, step),
    },
    maxCallSeconds: 60,
    onError: (error) => errors.push(error),
    lifecycleTaskQueue: `fax-lifecycle-${queue}`,
    mediaTaskQueue: `fax-media-${queue}`,
    ...(maxSteps === undefined ? {} : { maxSteps }),
  });

lifecycleEngineContract('Temporal', engine);
