import type { SipMessage, SipRequest } from './message.ts';

export type ParseFailureCode =
  | 'empty'
  | 'too_large'
  | 'no_header_end'
  | 'bad_start_line'
  | 'bad_version'
  | 'bad_header'
  | 'too_many_headers'
  | 'line_too_long'
  | 'missing_header'
  | 'duplicate_header'
  | 'bad_via'
  | 'bad_address'
  | 'bad_call_id'
  | 'bad_cseq'
  | 'bad_max_forwards'
  | 'bad_content_length'
  | 'truncated_body';

export interface ParseFailure {
  readonly ok: false;
  readonly code: ParseFailureCode;
  readonly reason: string;
  /** What could be read of a request all the same: its headers as they came, for a refusal to repeat. */
  readonly request?: SipRequest;
}

export type ParseResult = { readonly ok: true; readonly message: SipMessage } | ParseFailure;

export function failure(code: ParseFailureCode, reason: string): ParseFailure {
  return { ok: false, code, reason };
}
