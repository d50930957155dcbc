/** Sees one tenant at a time. */
export const TENANT_ROLE = 'faxwire_api';
/** Serve all tenants at once. */
export const SYSTEM_ROLES = ['faxwire_lifecycle', 'faxwire_media', 'faxwire_webhooks', 'faxwire_relay'] as const;
/** Manages tenants, for the admin API alone: it touches no event. */
export const ADMIN_ROLE = 'faxwire_admin';
export const ROLES = [TENANT_ROLE, ...SYSTEM_ROLES, ADMIN_ROLE] as const;

export type Role = (typeof ROLES)[number];

/** `UPDATE (a, b)` is about these columns only. */
export type Privilege = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE' | `UPDATE (${string})`;

export interface TableGrant {
  readonly role: Role;
  readonly table: string;
  readonly privileges: readonly Privilege[];
}

export interface FunctionGrant {
  readonly role: Role;
  /** With its argument types: `faxwire_key(text, text)`. Granted is the right to call it. */
  readonly function: string;
}

/** What a library's code needs of its tables, role by role; whoever runs `grantRoles` joins the lists of all. */
export type Grant = TableGrant | FunctionGrant;
