import type { Grant } from '@faxwire/event-log';

/** The timers are the embedded engine's; the sweeper asks for them all the same. */
export const lifecycleGrants: readonly Grant[] = [{ role: 'faxwire_lifecycle', table: 'lifecycle_timer', privileges: ['SELECT'] }];
