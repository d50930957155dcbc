import { RequestMachine } from './client-machine.ts';
import { T2_MS, TIMER_E_MS, TIMER_F_MS, TIMER_K_MS } from './timer-values.ts';
import type { SipResponse } from '../message/message.ts';

/** RFC 3261 17.1.2; its state Trying is called as that of INVITE is. */
export class NonInviteClientTransaction extends RequestMachine {
  protected readonly limitMs = TIMER_F_MS;
  protected readonly pace = { firstMs: TIMER_E_MS, capMs: T2_MS };

  receive(response: SipResponse): void {
    if (!this.waits) return;
    if (response.status < 200) this.#proceed();
    else this.#complete();
    this.user.onResponse(response);
  }

  /** A provisional response slows the repeats down to T2; it does not stop them. */
  #proceed(): void {
    if (this.state === 'calling') this.repeatFrom(T2_MS);
    this.enter('proceeding');
  }

  #complete(): void {
    this.timers.clearAll();
    this.linger('completed', this.afterCopies(TIMER_K_MS));
  }
}
