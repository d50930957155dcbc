import type { CompletionCode } from '../call/completion.ts';
import { COMPLETION } from '../call/completion.ts';
import type { Desk } from '../call/desk.ts';
import type { PageSentFact } from '../call/t30-fact.ts';
import { withoutOperator } from '../frame/page-end.ts';
import { sendPage } from './send-page.ts';
import { Train } from './train.ts';
import type { Transmission } from './transmission.ts';

/** The far end has the page: what comes now was announced with its end (T.30 figure 5-2a, states behind Q). */
export function afterPage(desk: Desk, transmission: Transmission, confirmed: PageSentFact['confirmed']): void {
  const end = withoutOperator(transmission.job.end);
  transmission.confirm(confirmed);
  if (end === 'EOP') return desk.hangUp(COMPLETION.ok);
  if (end === 'EOM' || end === 'EOS') return transmission.afterEom();
  const code = transmission.next();
  if (code !== undefined) return desk.hangUp(code);
  if (confirmed === 'rtp') return desk.become(new Train(desk, transmission));
  sendPage(desk, transmission);
}

/** The page is not good enough (RTN, PIN), or the far end has begun anew: it is sent again, a rung slower if the line was to blame. */
export function resendPage(desk: Desk, transmission: Transmission, blamesLine: boolean): void {
  const failure: CompletionCode = COMPLETION.retriesUsedUp;
  const end = withoutOperator(transmission.job.end);
  if (!transmission.reject()) return desk.hangUp(failure);
  if (blamesLine) transmission.stepDown();
  if (end === 'EOM' && blamesLine) return transmission.afterEom();
  desk.become(new Train(desk, transmission));
}
