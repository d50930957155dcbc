import type { FaxEvent } from './fax-event.ts';
import type { FaxState } from './fax-state.ts';
import type { Refusal, RefusalCode } from './refusal.ts';

export type Decision =
  | { readonly ok: true; readonly events: readonly FaxEvent[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** What is known already is no news. */
export const NOTHING: Decision = { ok: true, events: [] };

export const accept = (event: FaxEvent): Decision => ({ ok: true, events: [event] });

export function refuse(state: FaxState, code: RefusalCode, message: string): Decision {
  return { ok: false, refusal: state.phase === 'absent' ? { code, message } : { code, message, status: state.status } };
}
