import type { Configuration } from '@faxwire/platform';
import { runProcess } from '@faxwire/runtime';
import { openRelay } from './open-relay.ts';

/** The relay alone: the tail of the event log to Kafka. Of several, one relays and the others wait to take over. */
export function run(configuration: Configuration): Promise<number> {
  return runProcess({ service: 'faxwire-relay', entities: [], uses: [], open: openRelay }, configuration);
}
