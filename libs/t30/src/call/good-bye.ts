import { TIMER_MS } from '../timer/timers.ts';
import type { TimerName } from '../timer/timers.ts';
import type { CompletionCode } from './completion.ts';
import type { Desk } from './desk.ts';
import { GAP } from './desk.ts';
import type { CallState } from './state.ts';

/** DCN, which nobody answers; then the line is kept until its last packets have left (T.30 phase E). */
export class GoodBye implements CallState {
  constructor(
    private readonly desk: Desk,
    readonly failure: CompletionCode,
  ) {}

  enter(): void {
    this.desk.say(GAP, this.desk.commandOf({ name: 'DCN' }));
    // A line that does not even take DCN is left without it.
    this.desk.timers.arm('watchdog', this.desk.nowMs, TIMER_MS.T2);
  }

  command(): void {
    // Whatever the far end still wants, the call is over.
  }

  said(): void {
    this.desk.timers.arm('watchdog', this.desk.nowMs, TIMER_MS.goodBye);
  }

  due(timer: TimerName): void {
    if (timer === 'watchdog') this.desk.end(this.failure);
  }
}
