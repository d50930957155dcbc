export type RoleErrorCode =
  /** A superuser or a role with BYPASSRLS would see every tenant, whatever the policies say. */
  | 'role_bypasses_isolation'
  /** The API would be let into a table without row-level security. */
  | 'table_not_isolated'
  /** Migrations come first. */
  | 'table_missing';

/** The roles are not as they must be; nothing was changed. */
export class RoleError extends Error {
  override readonly name = 'RoleError';

  constructor(readonly code: RoleErrorCode, message: string) {
    super(message);
  }
}
