import { context, createContextKey, type Context } from '@opentelemetry/api';

const FAX_ID = createContextKey('faxwire.fax_id');

/** The fax that the current piece of work is about: its log lines say so by themselves. */
export function activeFaxId(): string | undefined {
  const value = context.active().getValue(FAX_ID);
  return typeof value === 'string' ? value : undefined;
}

export function contextOfFax(parent: Context, faxId: string): Context {
  return parent.setValue(FAX_ID, faxId);
}
