import type { LineResult } from '@faxwire/contracts';
import { causeDefinition, type AttemptFailure } from '@faxwire/fax';
import { failure } from './call-failure.ts';
import type { ConfirmedPages } from './confirmed-pages.ts';

/** Where we do not know what the far end last confirmed: nothing that happened as well makes that certain. */
export function isUncertain({ cause }: AttemptFailure): boolean {
  return causeDefinition(cause).uncertain;
}

/**
 * What the far end confirmed and we recorded decides, not how the call ended.
 * @param endings what ended the attempt, and how its terminal ended then; undefined where that had nothing to complain of
 */
export function lineResultOf(pages: ConfirmedPages, endings: readonly (AttemptFailure | undefined)[]): LineResult {
  if (pages.all) return { ok: true };
  const failures = endings.filter((ending) => ending !== undefined);
  const told = failures.find(isUncertain) ?? failures[0];
  const page = pages.unrecorded;
  if (page !== undefined) return { ok: false, failure: unrecorded(page, told) };
  return { ok: false, failure: told ?? failure('page_not_confirmed', 'the terminal ended well without a confirmation for every page') };
}

/** The far end may have the whole fax, whatever happened afterwards: it must not be dialled as if it had not. */
function unrecorded(page: number, told: AttemptFailure | undefined): AttemptFailure {
  const after = told ? ` (${told.cause}: ${told.detail})` : '';
  return failure('interrupted', `page ${page + 1} was confirmed but is not known to be on record${after}`);
}
