/** A call that the sandbox placed to a number of a tenant. */
export interface PlacedCall {
  readonly id: string;
  readonly to: string;
  /** The fax that it makes, once the call is answered. */
  readonly faxId: string;
  readonly state: 'calling' | 'sent' | 'failed';
  /** Pages that the far end confirmed. */
  readonly pages: number;
  /** Why nobody answered, where nobody did. */
  readonly sipStatus?: number;
  /** SpanDSP completion code, where it came to a fax. */
  readonly t30Code?: number;
  /** RFC 3339, UTC. */
  readonly startedOn: string;
  readonly endedOn?: string;
}

/** How a call ended. */
export type CallOutcome = Pick<PlacedCall, 'sipStatus' | 't30Code' | 'pages'> & { readonly sent: boolean };
