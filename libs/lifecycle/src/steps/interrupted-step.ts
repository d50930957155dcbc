import { openAttempt, type AttemptFailure, type TransmitStep } from '@faxwire/fax';
import type { BookkeepingDependencies } from './step-dependencies.ts';

type Dependencies = Pick<BookkeepingDependencies, 'faxes' | 'channels' | 'random'>;

/**
 * The log knows of an attempt that nobody alive is making: its worker is gone, and cannot report any more. Of that attempt
 * alone: whoever was frozen since the plan said so must not close the next one.
 */
export async function interruptedStep({ faxes, channels, random }: Dependencies, faxId: string, { attemptId }: TransmitStep): Promise<void> {
  const open = openAttempt(await faxes.load(faxId));
  if (open?.attemptId !== attemptId || (await channels.isHeld(faxId))) return;
  const failure: AttemptFailure = { cause: 'interrupted', detail: 'The process that made this attempt ended before it reported.' };
  await faxes.execute(faxId, { type: 'RecordAttemptFailure', attemptId, token: open.token, failure, jitter: random() });
}
