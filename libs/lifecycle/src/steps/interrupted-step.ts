import { openAttempt, type AttemptFailure } from '@faxwire/fax';
import type { BookkeepingDependencies } from './step-dependencies.ts';

/** The log knows of an attempt that nobody alive is making: its worker is gone, and cannot report any more. */
export async function interruptedStep({ faxes, random }: Pick<BookkeepingDependencies, 'faxes' | 'random'>, faxId: string): Promise<void> {
  const open = openAttempt(await faxes.load(faxId));
  if (!open) return;
  const failure: AttemptFailure = { cause: 'interrupted', detail: 'The process that made this attempt ended before it reported.' };
  await faxes.execute(faxId, { type: 'RecordAttemptFailure', attemptId: open.attemptId, token: open.token, failure, jitter: random() });
}
