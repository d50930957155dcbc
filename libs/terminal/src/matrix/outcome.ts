import type { FaxPage } from '@faxwire/t30';

/** How one call of the matrix went, both ends together. */
export interface Outcome {
  readonly protocolSeconds: number;
  /** As it was agreed last; undefined where it came to nothing. */
  readonly bitRate: number | undefined;
  readonly pagesConfirmed: number;
  readonly documentConfirmed: boolean;
  /** Completion codes of sender and receiver, or the cause for which one was given up. */
  readonly ending: string;
  readonly received: readonly FaxPage[];
  /** Of each page, as its receiver counted them. */
  readonly badRows: readonly number[];
}
