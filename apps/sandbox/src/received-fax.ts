/** One answered call of a sandbox fax machine, and what it received in it. */
export interface ReceivedFax {
  readonly id: string;
  /** The number that was called. */
  readonly number: string;
  readonly caller: string;
  /** The fax that the caller said it belongs to. */
  readonly faxId: string | undefined;
  /** Pages that it confirmed; they are in its TIFF. */
  readonly pages: number;
  /** SpanDSP completion code; absent while the call goes on, or where its terminal was lost. */
  readonly t30Code: number | undefined;
  /** RFC 3339, UTC. */
  readonly startedOn: string;
  readonly endedOn: string | undefined;
}
