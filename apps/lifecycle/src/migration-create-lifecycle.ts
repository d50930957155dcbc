interface Runner {
  query(sql: string): Promise<unknown>;
}

/** Timers of resting faxes. The log does not need them: the sweeper rebuilds what is lost. */
export class CreateLifecycle1795219200201 {
  readonly name = 'CreateLifecycle1795219200201';

  async up(runner: Runner): Promise<void> {
    await runner.query('CREATE TABLE lifecycle_timer (fax_id text PRIMARY KEY, due_at timestamptz NOT NULL)');
    await runner.query('CREATE INDEX lifecycle_timer_due ON lifecycle_timer (due_at)');
  }

  async down(runner: Runner): Promise<void> {
    await runner.query('DROP TABLE lifecycle_timer');
  }
}
