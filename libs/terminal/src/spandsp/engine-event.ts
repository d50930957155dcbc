/** What happened inside SpanDSP during one call into it, in order. */
export type EngineEvent =
  | { readonly type: 'packet'; readonly ifp: Uint8Array; readonly copies: number }
  /** A T.30 frame, address and control octets first, first bit on the line in the lowest bit. */
  | { readonly type: 'frame'; readonly incoming: boolean; readonly octets: Uint8Array }
  /** Sender: the response after a page. Receiver: the command after a page, before it is answered. */
  | { readonly type: 'page-end'; readonly fcf: number; readonly statistics: PageStatistics }
  | { readonly type: 'ended'; readonly code: number; readonly statistics: PageStatistics };

export interface PageStatistics {
  readonly bitRate: number;
  readonly ecm: boolean;
  readonly lengthRows: number;
  readonly bytes: number;
  readonly badRows: number;
  readonly ecmRetries: number;
}

/** t30_stats_t of SpanDSP 0.0.6 is 15 integers; a place more costs nothing and catches one that grew. */
export const STATISTICS_INTS = 16;

export function readStatistics(ints: Int32Array): PageStatistics {
  return {
    bitRate: ints[0] ?? 0,
    ecm: ints[1] !== 0,
    lengthRows: ints[8] ?? 0,
    bytes: ints[9] ?? 0,
    badRows: ints[11] ?? 0,
    ecmRetries: ints[13] ?? 0,
  };
}
