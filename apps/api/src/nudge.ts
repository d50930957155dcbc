import type { ApiDependencies } from './api-dependencies.ts';

/** The fact is in the log: a nudge that fails delays the fax until the sweeper comes, and is no reason to fail the request. */
export function nudge({ nudge: wake, onFault }: ApiDependencies, faxId: string): void {
  void (async () => wake(faxId))().catch((error: unknown) => onFault(error, `nudge ${faxId}`));
}
