import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';

/** Engines on persistent data are started for months; two files of this size are what is kept. */
const MAX_BYTES = 10 * 1_024 * 1_024;
const TAIL_CHARACTERS = 1_500;

/** What an engine prints, in a file: a pipe would stop it when we stand still, and end with us. */
export class EngineLog {
  readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  open(): number {
    const size = statSync(this.file, { throwIfNoEntry: false })?.size ?? 0;
    if (size > MAX_BYTES) renameSync(this.file, `${this.file}.1`);
    return openSync(this.file, 'a', 0o600);
  }

  close(descriptor: number): void {
    closeSync(descriptor);
  }

  /** Its last words. */
  tail(): string {
    try {
      return readFileSync(this.file, 'utf8').slice(-TAIL_CHARACTERS).trim();
    } catch {
      return '';
    }
  }
}
