import type { FaxCommand, FaxState, Refusal, RefusalCode } from '@faxwire/fax';

/** A fax of 500 pages with five attempts needs some 600 events; only hold and revive in a loop make thousands. */
export const MAX_EVENTS_BY_USER = 5_000;

/** The commands with which a sender could make a stream grow without end. */
const REPEATABLE: Partial<Record<FaxCommand['type'], RefusalCode>> = {
  HoldFax: 'fax_hold_not_allowed',
  RetryFax: 'fax_retry_not_allowed',
};

/** What the repository itself refuses before the rules are asked. */
export function beforeDeciding(
  command: FaxCommand, state: FaxState, asked: { readonly faxId: string; readonly tenantId?: string },
): Refusal | undefined {
  if (command.type === 'ReceiveFax') {
    if (command.fax.faxId !== asked.faxId) throw new RangeError('a fax is received under its own id');
    return isOthers(state, asked.tenantId) ? { code: 'fax_exists', message: 'A fax with this id exists already.' } : undefined;
  }
  if (command.type === 'ReceiveCall' && command.call.faxId !== asked.faxId) throw new RangeError('a fax comes in under its own id');
  if (isOthers(state, asked.tenantId)) return { code: 'fax_unknown', message: 'There is no such fax.' };
  const code = REPEATABLE[command.type];
  if (code === undefined || state.version < MAX_EVENTS_BY_USER) return undefined;
  return { code, message: 'Too much has happened to this fax already.', status: state.status };
}

function isOthers(state: FaxState, tenantId: string | undefined): boolean {
  return tenantId !== undefined && state.phase !== 'absent' && state.tenantId !== tenantId;
}
