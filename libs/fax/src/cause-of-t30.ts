import type { FailureCause } from './failure-cause.ts';

export interface T30Outcome {
  /** Completion code in SpanDSP's numbering (0..61), the field's common vocabulary. */
  readonly code: number;
  /** True once DCS was accepted (CFR), i.e. page transmission began. */
  readonly negotiated: boolean;
  readonly ecm: boolean;
}

const CAUSE_OF_CODE = new Map<number, FailureCause>([
  [1, 'no_fax_signal'],
  [2, 'no_fax_signal'],
  [3, 'no_fax_signal'],
  [5, 'protocol_error'],
  [6, 'training_failed'],
  [8, 'incompatible'],
  [9, 'incompatible'],
  [10, 'incompatible'],
  [11, 'incompatible'],
  [12, 'incompatible'],
  [14, 'training_failed'],
  [15, 'page_not_confirmed'],
  [16, 'ecm_failed'],
  [17, 'no_fax_signal'],
  [19, 'protocol_error'],
  [20, 'training_failed'],
  [21, 'far_end_silent'],
  [22, 'far_end_silent'],
  [41, 'internal_error'],
  [42, 'document_broken'],
  [43, 'document_broken'],
  [44, 'document_broken'],
  [45, 'document_broken'],
  [46, 'document_broken'],
  [47, 'internal_error'],
]);

/** The cause of a fax session that ended with a T.30 completion code other than 0. */
export function causeOfT30({ code, negotiated, ecm }: T30Outcome): FailureCause {
  const known = CAUSE_OF_CODE.get(code);
  if (known) return known;
  if (code === 48) return retriesUsedUp(negotiated, ecm);
  if (code === 49) return negotiated ? 'dropped_mid_page' : 'call_dropped';
  return 'protocol_error';
}

function retriesUsedUp(negotiated: boolean, ecm: boolean): FailureCause {
  if (!negotiated) return 'training_failed';
  return ecm ? 'ecm_failed' : 'page_not_confirmed';
}
