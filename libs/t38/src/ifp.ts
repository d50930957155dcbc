import { IMAGE_MODEMS } from '@faxwire/t30';

/** T.38 Internet fax packets (ITU-T T.38 clause 7). */

/** T38FaxVersion: 0 stands for the 1998 syntax, 1 to 3 share the later one, in which types of fields can be extended. */
export type IfpVersion = 0 | 1 | 2 | 3;

/** Indicators by their code; V.34 and V.8 ones (version 3) are reported by number only. */
export const IFP_INDICATORS = [
  'no-signal',
  'cng',
  'ced',
  'v21-preamble',
  'v27-2400',
  'v27-4800',
  'v29-7200',
  'v29-9600',
  'v17-7200-short',
  'v17-7200-long',
  'v17-9600-short',
  'v17-9600-long',
  'v17-12000-short',
  'v17-12000-long',
  'v17-14400-short',
  'v17-14400-long',
] as const;
export type IfpIndicator = (typeof IFP_INDICATORS)[number];

/** Modulations a data packet may name. */
export const IFP_DATA_TYPES = ['v21', ...IMAGE_MODEMS] as const;
export type IfpDataType = (typeof IFP_DATA_TYPES)[number];

export const IFP_FIELD_TYPES = [
  'hdlc-data',
  'hdlc-sig-end',
  'hdlc-fcs-ok',
  'hdlc-fcs-bad',
  'hdlc-fcs-ok-sig-end',
  'hdlc-fcs-bad-sig-end',
  't4-non-ecm-data',
  't4-non-ecm-sig-end',
] as const;
export type IfpFieldType = (typeof IFP_FIELD_TYPES)[number];

/** `bytes` are in line order, first bit on the line in the top bit; 1..65535 octets when present. */
export interface IfpField {
  readonly type: IfpFieldType;
  readonly bytes?: Uint8Array;
}

export interface IfpIndicatorPacket {
  readonly kind: 'indicator';
  readonly indicator: IfpIndicator;
}

export interface IfpDataPacket {
  readonly kind: 'data';
  readonly dataType: IfpDataType;
  readonly fields: readonly IfpField[];
}

export type Ifp = IfpIndicatorPacket | IfpDataPacket;

/** `truncated`: a length points past the end. `trailing`: non-zero octets after the last field. `unsupported`: a V.8/V.34 value. */
export type IfpError = 'empty' | 'truncated' | 'trailing' | 'unsupported' | 'malformed';

export type IfpDecoding = { readonly ok: true; readonly ifp: Ifp } | { readonly ok: false; readonly error: IfpError };

/** A packet with more is hostile: a real sender closes one HDLC frame a packet, and 1,500 octets hold no more. */
export const MAX_IFP_FIELDS = 127;
/** Nothing longer fits a datagram (facts of the field: 400 is usual, 1,400 the largest in use). */
export const MAX_IFP_BYTES = 1500;
