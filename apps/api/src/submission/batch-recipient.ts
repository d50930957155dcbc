import type { FaxBatchFields, FieldProblem } from '@faxwire/contracts';
import type { PhoneNumber } from '@faxwire/fax';
import { ProblemError } from '@faxwire/platform';
import type { Principal } from '@faxwire/tenancy';
import { fieldProblem } from '../validate.ts';
import { checkedMetadata } from './fax-form.ts';
import { readPhoneNumber } from './phone-number.ts';

export interface BatchRecipient {
  readonly phoneNumber: PhoneNumber;
  /** The batch's, and the recipient's own over it. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** @throws ProblemError that names every recipient that is wrong, the first twenty of them */
export function recipientsOf(written: FaxBatchFields['recipients'], caller: Principal, shared: Readonly<Record<string, string>>): BatchRecipient[] {
  const problems: FieldProblem[] = [];
  const recipients = written.map((recipient, index) => recipientOf(recipient, { caller, shared, field: `recipients.${index}`, problems }));
  const seen = new Set<string>();
  for (const [index, recipient] of recipients.entries()) {
    if (recipient && seen.has(recipient.phoneNumber)) problems.push({ field: `recipients.${index}`, code: 'duplicate_recipient', message: 'came before' });
    if (recipient) seen.add(recipient.phoneNumber);
  }
  if (problems.length > 0) throw fieldProblem(problems);
  return recipients.filter((recipient) => recipient !== undefined);
}

interface Reading {
  readonly caller: Principal;
  readonly shared: Readonly<Record<string, string>>;
  readonly field: string;
  readonly problems: FieldProblem[];
}

function recipientOf(recipient: FaxBatchFields['recipients'][number], { caller, shared, field, problems }: Reading): BatchRecipient | undefined {
  const { phoneNumber, metadata = {} } = typeof recipient === 'string' ? { phoneNumber: recipient } : recipient;
  try {
    return {
      phoneNumber: readPhoneNumber(phoneNumber, { country: caller.defaultCountry, mode: caller.mode }, field),
      metadata: checkedMetadata({ ...shared, ...metadata }, `${field}.metadata`),
    };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.push(...(error.details.errors ?? [{ field, code: error.code, message: error.message }]));
    return undefined;
  }
}
