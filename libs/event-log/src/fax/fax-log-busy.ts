/** A command lost every race for its fax. Retriable: nothing was stored. */
export class FaxLogBusy extends Error {
  override readonly name = 'FaxLogBusy';
  readonly code = 'fax_log_busy';
  readonly retriable = true;

  constructor(readonly faxId: string) {
    super(`Too many commands at once for fax ${faxId}.`);
  }
}
