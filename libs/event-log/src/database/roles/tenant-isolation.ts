/** The setting that names the tenant of a transaction. */
export const TENANT_SETTING = 'faxwire.tenant';

export interface IsolatedTable {
  readonly table: string;
  /** Where the row says whose it is. */
  readonly column?: string;
  readonly type?: 'text' | 'uuid';
}

/**
 * For a migration of the library that owns the table: whoever is not let in by a policy of its own (`grantRoles` gives one
 * to each role that serves all tenants) sees and writes rows of the tenant of its transaction, and without one nothing.
 */
export function isolateTenants({ table, column = 'tenant_id', type = 'text' }: IsolatedTable): string[] {
  // Empty where an earlier transaction of the session had set it: that is no tenant, and no uuid.
  const own = `${column} = nullif(current_setting('${TENANT_SETTING}', true), '')::${type}`;
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    // The owner is not exempt by mistake but by the policy that follows.
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY owner ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true)`,
    `CREATE POLICY tenant ON ${table} USING (${own}) WITH CHECK (${own})`,
  ];
}

export function joinTenants({ table }: IsolatedTable): string[] {
  return [
    `DROP POLICY tenant ON ${table}`,
    `DROP POLICY owner ON ${table}`,
    `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`,
  ];
}
