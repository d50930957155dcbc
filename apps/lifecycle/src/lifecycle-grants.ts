import type { Grant } from '@faxwire/event-log';

/** Rests are noted on either engine: the sweeper tells by them who is driven. */
export const lifecycleGrants: readonly Grant[] = [{ role: 'faxwire_lifecycle', table: 'lifecycle_timer', privileges: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] }];
