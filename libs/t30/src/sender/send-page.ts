import type { Command } from '../call/command.ts';
import { COMPLETION } from '../call/completion.ts';
import type { Desk } from '../call/desk.ts';
import { GAP } from '../call/desk.ts';
import type { CallState } from '../call/state.ts';
import type { TimerName } from '../timer/timers.ts';
import { afterPage, resendPage } from './answer.ts';
import { Patience } from './patience.ts';
import { SendBlock } from './send-block.ts';
import type { Transmission } from './transmission.ts';

/** Phase C, with error correction or without. */
export function sendPage(desk: Desk, transmission: Transmission): void {
  transmission.job.begin(desk.nowMs);
  desk.become(transmission.terms.ecm ? SendBlock.first(desk, transmission) : new SendPage(desk, transmission));
}

/** A page without error correction, and the question how it was (T.30 figure 5-2a, states C and Q). */
export class SendPage implements CallState {
  readonly failure = COMPLETION.noAnswerAfterPage;
  readonly #patience = new Patience();

  constructor(
    private readonly desk: Desk,
    private readonly transmission: Transmission,
  ) {}

  enter(): void {
    const { desk, transmission } = this;
    const { modem } = transmission.terms;
    const octets = transmission.job.coded(transmission.terms);
    desk.say(GAP, { type: 'image', modem, training: 'short', octets }, GAP, desk.commandOf({ name: transmission.job.end }));
  }

  said(): void {
    this.desk.wait('T4');
  }

  garbled(): void {
    this.desk.wait('quiet');
  }

  command(command: Command): void {
    const { desk, transmission } = this;
    if (command.name === 'DCN') return desk.end(COMPLETION.dcnAfterPage);
    // Nothing that is heard during the image can be an answer to it.
    if (desk.isSpeaking && this.#patience.isFirstTry) return;
    if (command.name === 'MCF') return afterPage(desk, transmission, 'mcf');
    if (command.name === 'RTP') return afterPage(desk, transmission, 'rtp');
    if (command.name === 'PIP') return afterPage(desk, transmission, 'pip');
    if (command.name === 'RTN' || command.name === 'PIN') return resendPage(desk, transmission, true);
    if (command.name === 'DIS' || command.name === 'DTC') return resendPage(desk, transmission, false);
    if (!desk.isSpeaking) desk.wait('T4');
  }

  due(timer: TimerName): void {
    if (timer !== 'T4' && timer !== 'quiet') return;
    if (!this.#patience.tryAgain(timer)) return this.desk.hangUp(COMPLETION.noAnswerAfterPage);
    this.desk.sayCommand({ name: this.transmission.job.end });
  }
}
