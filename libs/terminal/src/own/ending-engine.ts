import type { T30Fact } from '@faxwire/t30';
import type { FaxEngine } from '@faxwire/t38';

/** SpanDSP's code for a file that cannot be opened. */
export const CANNOT_OPEN = 41;

/** For a call that has nothing to send: it ends as it starts. */
export function endingWith(code: number): FaxEngine<T30Fact> {
  const nothing = (): [] => [];
  const end = (): [{ type: 'ended'; code: number }] => [{ type: 'ended', code }];
  return { start: end, hear: nothing, said: nothing, advance: nothing, nextDueMs: undefined, terminate: end };
}
