import pg from 'pg';

// Until the end of the transaction, which is that of the statement itself where no other was begun.
const ENTER = `SELECT set_config('faxwire.tenant', $1, true)`;

interface Wire extends pg.Connection {
  readonly submittedNamedStatements: Record<string, string>;
}

/** What `pg.Query` can do and its types leave out. The version of `pg` is pinned; tenant-scope.int.spec.ts speaks up when it changes. */
interface Steps extends pg.Submittable {
  name: string | undefined;
  callback: unknown;
  prepare(connection: Wire): void;
  requiresPreparation(): boolean;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Wire): void;
  handleError(error: unknown, connection: Wire): void;
}

const PreparedQuery = pg.Query as unknown as new (given: unknown, values?: unknown, callback?: unknown) => Steps;

/**
 * A statement that enters its tenant first. Both go to the server in one batch with one Sync at its end, which makes them
 * one transaction in one round trip; so it is right behind a pooler in transaction mode too.
 */
export class TenantQuery extends PreparedQuery {
  readonly #tenantId: string;
  #entering = true;
  #ownName: string | undefined;

  constructor(tenantId: string, given: unknown, values?: unknown) {
    super(given, values);
    this.#tenantId = tenantId;
  }

  override requiresPreparation(): boolean {
    return true;
  }

  override prepare(connection: Wire): void {
    connection.parse({ text: ENTER, name: '', types: [] }, true);
    connection.bind({ values: [this.#tenantId] }, true);
    connection.execute({}, true);
    super.prepare(connection);
    // `pg` takes the first ParseComplete for that of the named statement.
    this.#ownName = this.name;
    this.name = undefined;
  }

  override handleDataRow(message: unknown): void {
    if (!this.#entering) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: Wire): void {
    if (!this.#entering) return super.handleCommandComplete(message, connection);
    this.#entering = false;
    this.name = this.#ownName;
  }

  override handleError(error: unknown, connection: Wire): void {
    if (this.#entering && this.#ownName !== undefined) delete connection.submittedNamedStatements[this.#ownName];
    super.handleError(error, connection);
  }
}
