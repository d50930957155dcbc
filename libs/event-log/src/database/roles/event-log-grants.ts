import { SYSTEM_ROLES, TENANT_ROLE, type Grant, type Role } from './grant.ts';

const WRITERS: readonly Role[] = [TENANT_ROLE, ...SYSTEM_ROLES.filter((role) => role !== 'faxwire_relay')];

/** Nobody may change or remove what has happened. The relay reads, and decides nothing. */
export const eventLogGrants: readonly Grant[] = [
  ...WRITERS.flatMap((role): Grant[] => [
    { role, table: 'event', privileges: ['SELECT', 'INSERT'] },
    { role, table: 'fax', privileges: ['SELECT', 'INSERT', 'UPDATE'] },
  ]),
  { role: 'faxwire_relay', table: 'event', privileges: ['SELECT'] },
];
