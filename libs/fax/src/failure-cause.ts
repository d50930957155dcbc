interface CauseDefinition {
  /** What the sender of the fax reads. */
  readonly sentence: string;
  /** Where it went wrong: the number or network, the fax exchange, the document, or our own house. */
  readonly area: 'call' | 'fax' | 'document' | 'system';
  /**
   * True where the attempt ended without our knowing what the far end last confirmed. If only the last page was open
   * then, it may have arrived, and dialling again by ourselves could deliver it twice.
   */
  readonly uncertain: boolean;
}

const cause = (area: CauseDefinition['area'], sentence: string, extra: Partial<CauseDefinition> = {}): CauseDefinition => ({
  area,
  sentence,
  uncertain: false,
  ...extra,
});

/** Every cause that an attempt or a fax can fail with. The key is the stable code. */
export const FAILURE_CAUSES = {
  busy: cause('call', 'The line was busy.'),
  no_answer: cause('call', 'Nobody answered the call.'),
  unallocated_number: cause('call', 'The number is not in service.'),
  invalid_number: cause('call', 'The network did not accept the number.'),
  rejected: cause('call', 'The far end rejected the call.'),
  redirected: cause('call', 'The number has moved; the call was redirected to another one.'),
  not_allowed: cause('call', 'The carrier refused to place this call.'),
  service_unavailable: cause('call', 'The carrier could not place the call at that time.'),
  trunk_unreachable: cause('call', 'The carrier did not respond.'),
  emergency_number: cause('call', 'Emergency numbers are never dialled.'),
  premium_number: cause('call', 'Premium-rate numbers are never dialled.'),
  country_blocked: cause('call', 'Numbers of this country are not dialled here.'),
  do_not_call: cause('call', 'The number is on the do-not-call list.'),
  number_at_rest: cause('call', 'Voices answered the last calls to this number, so it is not called for some hours.'),
  no_trunk: cause('call', 'No trunk is set up for this number.'),
  call_dropped: cause('call', 'The call was cut off before the fax transmission began.'),
  voice_answered: cause('fax', 'A person or an answering machine picked up, not a fax machine.'),
  t38_refused: cause('fax', 'The far end answered but refused to receive the fax over T.38.'),
  no_fax_signal: cause('fax', 'The call was answered but no fax machine was heard.'),
  training_failed: cause('fax', 'The two machines could not agree on a transmission speed.'),
  incompatible: cause('fax', 'The receiving machine cannot take this kind of page.'),
  dropped_mid_page: cause('fax', 'The call was cut off during the transmission.'),
  page_not_confirmed: cause('fax', 'The receiving machine did not confirm a page.'),
  ecm_failed: cause('fax', 'The line was too poor for error correction to finish a page.'),
  protocol_error: cause('fax', 'The receiving machine answered in a way that the fax standard does not allow.'),
  far_end_silent: cause('fax', 'The receiving machine fell silent during the transmission.'),
  page_too_slow: cause('fax', 'A page took longer than it would at the slowest rate.'),
  call_too_long: cause('fax', 'The transmission took longer than a call may last.'),
  media_crashed: cause('system', 'The fax process handling the call stopped unexpectedly.', { uncertain: true }),
  media_hung: cause('system', 'The fax process handling the call stopped responding.', { uncertain: true }),
  interrupted: cause('system', 'The transmission was interrupted on our side, so its last page may or may not have arrived.', { uncertain: true }),
  stopped: cause('system', 'The call was ended on our side before its last page was out.'),
  expired: cause('system', 'The fax was not sent before the time at which its sender let it expire.'),
  deadline_exceeded: cause('system', 'The fax could not be sent within the time allowed.'),
  internal_error: cause('system', 'The fax could not be processed because of a fault on our side.'),
  document_empty: cause('document', 'The document is empty.'),
  document_unknown_type: cause('document', 'The document is of a type that cannot be faxed.'),
  document_encrypted: cause('document', 'The document is protected by a password.'),
  document_broken: cause('document', 'The document is damaged and cannot be read.'),
  document_missing: cause('document', 'The document is no longer stored.'),
  document_too_large: cause('document', 'The document is larger than a fax may be.'),
  document_too_many_pages: cause('document', 'The document has more pages than a fax may have.'),
  document_page_too_large: cause('document', 'A page of the document is too large to be faxed.'),
  document_render_timeout: cause('document', 'Turning the document into fax pages took too long.'),
  document_render_memory: cause('document', 'Turning the document into fax pages needed too much memory.'),
  document_render_crashed: cause('document', 'The document could not be turned into fax pages.'),
} as const satisfies Record<string, CauseDefinition>;

export type FailureCause = keyof typeof FAILURE_CAUSES;

export function isFailureCause(value: string): value is FailureCause {
  return Object.hasOwn(FAILURE_CAUSES, value);
}

export function causeDefinition(code: FailureCause): CauseDefinition {
  return FAILURE_CAUSES[code];
}
