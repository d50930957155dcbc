import type { AttemptOutcome } from '@faxwire/deliveries';

export interface AddressedNotice {
  /** The same in every attempt, and no other notice's: receivers tell a repetition by it. */
  readonly id: string;
  readonly to: string;
  /** As it stands in the delivery log. */
  readonly body: string;
}

/** One way to tell somebody. Never rejects, always ends within its deadline. */
export interface NoticeSender {
  send(notice: AddressedNotice, stop: AbortSignal): Promise<AttemptOutcome>;
}
