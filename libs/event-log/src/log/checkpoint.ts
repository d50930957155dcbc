/**
 * How far the tail was read. Decimal strings: both are 64 bits wide. The pair is the order, because a transaction that
 * took an early position may commit late.
 */
export interface Checkpoint {
  readonly xid: string;
  readonly position: string;
}

export const START: Checkpoint = { xid: '0', position: '0' };
