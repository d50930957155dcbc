/** UDPTL datagrams (T.38 clause 9.1): a sequence number, the newest packet, and older ones or parity to repair losses with. */
export interface UdptlRedundancy {
  readonly kind: 'redundancy';
  /** Newest first: the packets before the primary. */
  readonly secondaries: readonly Uint8Array[];
}

export interface UdptlFec {
  readonly kind: 'fec';
  readonly span: number;
  readonly parities: readonly Uint8Array[];
}

export interface UdptlDatagram {
  readonly sequence: number;
  readonly primary: Uint8Array;
  readonly recovery: UdptlRedundancy | UdptlFec;
}

export type UdptlError = 'too-long' | 'truncated' | 'too-many' | 'malformed' | 'trailing';

export type UdptlDecoding =
  | { readonly ok: true; readonly datagram: UdptlDatagram }
  | { readonly ok: false; readonly error: UdptlError };

/** One Ethernet frame: nobody sends more, and a fragmented datagram is an attack on the reassembly buffer. */
export const MAX_DATAGRAM_BYTES = 1500;
/** Peers use 3 to 5; the bound stops a datagram of 255 empty secondaries. */
export const MAX_SECONDARIES = 15;
/** Parity entries in use are 3; each repairs one loss in its span. */
export const MAX_FEC_ENTRIES = 5;
/** Span times entries packets must be remembered to repair one. */
export const MAX_FEC_SPAN = 5;
