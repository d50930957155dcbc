import type { TenantSettingsChange } from '@faxwire/contracts';
import { ProblemError } from '@faxwire/platform';
import type { NumberBook } from '@faxwire/tenancy';

/** @throws ProblemError `sender_number_not_owned` where a tenant would send from a number that is not its own */
export async function checkSenderNumber(numbers: Pick<NumberBook, 'owns'>, tenantId: string, { senderNumber }: TenantSettingsChange): Promise<void> {
  if (typeof senderNumber !== 'string' || (await numbers.owns(tenantId, senderNumber))) return;
  throw new ProblemError('sender_number_not_owned', { errors: [{ field: 'settings.senderNumber', code: 'sender_number_not_owned', message: 'is no number of the tenant' }] });
}
