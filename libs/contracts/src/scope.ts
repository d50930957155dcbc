import * as z from 'zod';

/** What a key may do. `document:read` is apart from `fax:read`: most who follow faxes have no business with what stands in them. */
export const SCOPES = [
  'fax:read', 'fax:write', 'document:read', 'webhook:read', 'webhook:write', 'key:read', 'key:write', 'tenant:read', 'tenant:write',
] as const;

export const Scope = z.enum(SCOPES).meta({ id: 'Scope', 'x-faxwire-addition': true });
export type Scope = z.infer<typeof Scope>;

/** What a key gets that asks for nothing in particular: everything but making keys and changing the tenant, which a leaked key must not do. */
export const DEFAULT_SCOPES: readonly Scope[] = SCOPES.filter((scope) => scope !== 'key:write' && scope !== 'tenant:write');

export function isScope(value: string): value is Scope {
  return (SCOPES as readonly string[]).includes(value);
}
