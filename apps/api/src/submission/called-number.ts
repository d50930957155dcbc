import { refuseNumber, type FaxMode, type PhoneNumber } from '@faxwire/fax';
import { numberFactsOf } from '@faxwire/trunks';
import type { ApiDependencies } from '../api-dependencies.ts';
import type { TenantBook } from '../tenant-book.ts';
import { fieldProblem } from '../validate.ts';
import { numberProblem } from './phone-number.ts';

/** A number that a fax is to go to, and the field in which it came. */
export interface CalledNumber {
  readonly field: string;
  readonly phoneNumber: PhoneNumber;
}

interface Caller {
  readonly tenantId: string;
  readonly mode: FaxMode;
}

/**
 * What installation and tenant allow, at this moment: it is asked again before each attempt.
 * @throws ProblemError that names every number that is not called, the first twenty of them
 */
export async function checkCalled(deps: Pick<ApiDependencies, 'doNotCall' | 'config'>, tenants: TenantBook, { caller: { tenantId, mode }, called }: { caller: Caller; called: readonly CalledNumber[] }): Promise<void> {
  const { blockedCountries } = await tenants.settings(tenantId);
  const listed = await deps.doNotCall.among(tenantId, called.map(({ phoneNumber }) => phoneNumber));
  const blocked = [...(deps.config.blockedCountries ?? []), ...blockedCountries];
  const problems = called.flatMap(({ field, phoneNumber }) => {
    const refusal = refuseNumber(numberFactsOf(phoneNumber, mode), { blockedCountries: blocked, doNotCall: listed.has(phoneNumber) });
    return refusal ? [numberProblem(field, refusal === 'invalid_number' ? 'invalid_phone_number' : refusal)] : [];
  });
  if (problems.length > 0) throw fieldProblem(problems);
}
