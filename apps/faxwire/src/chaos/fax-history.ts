import { faxEventBody } from '@faxwire/contracts';
import { timelineLine } from '../client/timeline.ts';
import type { BadFax } from './verdict.ts';

/** All that is known of a fax that something is wrong with, for the reader. */
export function historyOf({ fax, violations }: BadFax): string[] {
  const begun = fax.events[0]?.event.at ?? 0;
  const seconds = (at: number): string => `${((at - begun) / 1_000).toFixed(2)} s`;
  return [
    `${fax.key}: fax ${fax.faxId} to ${fax.phoneNumber}`,
    ...violations.map(({ kind, what }) => `  ${kind.toUpperCase()}: ${what}`),
    ...fax.events.map(({ version, event }) => timelineLine(faxEventBody(fax.faxId, version, event), begun)),
    ...fax.calls.map(({ attemptId, callId, cameAt, confirmedAt, endedAt }) =>
      `  the far end: ${attemptId.split('_').at(-1) ?? '?'} as call ${callId} at ${seconds(cameAt)}, pages confirmed at [${confirmedAt.map(seconds).join(', ')}], ${endedAt === undefined ? 'end not seen' : `ended at ${seconds(endedAt)}`}`),
    `  the API: ${fax.status ?? 'no answer'}, on the way ${fax.ends.join(', ') || 'no end'}; ${fax.webhooks.length} webhooks`,
  ];
}
