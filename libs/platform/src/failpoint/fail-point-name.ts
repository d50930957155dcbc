/** The places at which a crash test may end the process, and what is in danger there. */
export const FAIL_POINTS = {
  before_next_step: 'The plan is asked for and has not answered: on Temporal in the middle of a workflow task.',
  before_append: 'A decision was made and is not stored: the caller was promised nothing.',
  after_append: 'Events are stored and nobody was told: the answer, the nudge and the next step are lost.',
  before_invite: 'The attempt is stored and the far end was not called.',
  mid_page: 'The call is up and a page is half transmitted.',
  after_last_mcf: 'The far end confirmed the last page and FaxSent is not stored: it must not be dialled again.',
  before_webhook_record: 'The tenant answered a webhook and the outcome is not stored: it is sent again under the same id.',
  before_relay_checkpoint: 'The broker has a batch of events and the relay has not noted it: it is published again.',
} as const;

export type FailPointName = keyof typeof FAIL_POINTS;

export function isFailPointName(name: string): name is FailPointName {
  return Object.hasOwn(FAIL_POINTS, name);
}
