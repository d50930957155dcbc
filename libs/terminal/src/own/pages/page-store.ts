import type { FaxPage } from '@faxwire/t30';

/** Where received pages go. */
export interface PageStore {
  /** Writes the page, by itself and as the next of the whole document; returns the path of the page alone. Throws or rejects with what the disk says. */
  add(page: FaxPage): string | Promise<string>;
  /** The call has ended; what was written stays. */
  close?(): Promise<void>;
}
