import { SYSTEM_ROLES, TENANT_ROLE, type Grant, type Role } from './grant.ts';

const WRITERS: readonly Role[] = [TENANT_ROLE, ...SYSTEM_ROLES.filter((role) => role !== 'faxwire_relay')];

/** Nobody may change or remove what has happened. The relay reads, and decides nothing. */
export const eventLogGrants: readonly Grant[] = [
  ...WRITERS.flatMap((role): Grant[] => [
    { role, table: 'event', privileges: ['SELECT', 'INSERT'] },
    { role, table: 'fax', privileges: ['SELECT', 'INSERT', 'UPDATE'] },
    { role, table: 'fax_key', privileges: ['SELECT'] },
  ]),
  // Faxes come in at the front door, and are forgotten there or by the tenant's policy.
  { role: TENANT_ROLE, table: 'fax_key', privileges: ['INSERT', 'DELETE'] },
  { role: TENANT_ROLE, table: 'fax_term', privileges: ['SELECT', 'INSERT', 'DELETE'] },
  // Or they come in over the telephone.
  { role: 'faxwire_media', table: 'fax_key', privileges: ['INSERT'] },
  { role: 'faxwire_lifecycle', table: 'fax_key', privileges: ['DELETE'] },
  { role: 'faxwire_lifecycle', table: 'fax_term', privileges: ['SELECT', 'DELETE'] },
  // Whether a tenant has faxes.
  { role: 'faxwire_admin', table: 'fax', privileges: ['SELECT'] },
  { role: 'faxwire_relay', table: 'fax_key', privileges: ['SELECT'] },
  { role: 'faxwire_relay', table: 'event', privileges: ['SELECT'] },
];
