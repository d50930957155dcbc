import type { FaxEventType } from '@faxwire/fax';

/** As it was stored, by whichever release. */
export type StoredData = Readonly<Record<string, unknown>>;

/** Brings the data of one type of event from a version to the next. Pure, and total over what that version stored. */
export interface Upcaster {
  readonly type: FaxEventType;
  /** The version that it lifts; the first is 1. */
  readonly from: number;
  readonly lift: (data: StoredData) => StoredData;
}
