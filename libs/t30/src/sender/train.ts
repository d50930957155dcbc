import type { Command } from '../call/command.ts';
import { COMPLETION } from '../call/completion.ts';
import type { Desk } from '../call/desk.ts';
import { GAP } from '../call/desk.ts';
import type { CallState } from '../call/state.ts';
import type { FrameContent } from '../frame/frame.ts';
import { writeIdentification } from '../frame/identification.ts';
import { writeDcs } from '../negotiation/digital-command.ts';
import { trainingCheck } from '../negotiation/training-check.ts';
import type { TimerName } from '../timer/timers.ts';
import { Patience } from './patience.ts';
import { sendPage } from './send-page.ts';
import type { Transmission } from './transmission.ts';

/** DCS and a training check, until the far end confirms a speed (T.30 figure 5-2a, state D). */
export class Train implements CallState {
  readonly failure = COMPLETION.noAnswerToTraining;
  #patience = new Patience();

  constructor(
    private readonly desk: Desk,
    private readonly transmission: Transmission,
  ) {}

  enter(): void {
    this.#speak();
  }

  said(): void {
    this.desk.wait('T4');
  }

  garbled(): void {
    this.desk.wait('quiet');
  }

  command(command: Command): void {
    if (command.name === 'DCN') return this.desk.end(COMPLETION.dcnAfterTraining);
    if (this.desk.isSpeaking && this.#patience.isFirstTry) return;
    if (command.name === 'CFR') return this.#confirmed();
    if (command.name === 'FTT') return this.#failed();
    // It did not hear us, and says again who it is.
    if (command.name === 'DIS' || command.name === 'DTC') return this.#again('T4');
    if (!this.desk.isSpeaking) this.desk.wait('T4');
  }

  due(timer: TimerName): void {
    if (timer === 'T4' || timer === 'quiet') this.#again(timer);
  }

  #confirmed(): void {
    this.desk.tell({ type: 'trained', modem: this.transmission.modem, passed: true });
    this.transmission.agreed();
    sendPage(this.desk, this.transmission);
  }

  #failed(): void {
    this.desk.tell({ type: 'trained', modem: this.transmission.modem, passed: false });
    if (!this.transmission.stepDown()) return this.desk.hangUp(COMPLETION.cannotTrain);
    this.#patience = new Patience();
    this.#speak();
  }

  #again(because: 'T4' | 'quiet'): void {
    if (!this.#patience.tryAgain(because)) return this.desk.hangUp(COMPLETION.noAnswerToTraining);
    this.#speak();
  }

  #speak(): void {
    const { modem } = this.transmission;
    const check = { type: 'image', modem, training: 'long', octets: trainingCheck(modem) } as const;
    this.desk.say(GAP, this.desk.commandOf(...this.#frames()), GAP, check);
  }

  /** SUB and SID go to machines only that say they understand them. */
  #frames(): FrameContent[] {
    const { options } = this.desk;
    const { far, terms } = this.transmission;
    const subAddress = far?.subAddressing ? options.subAddress : undefined;
    const senderId = far?.password ? options.senderId : undefined;
    const frame = (name: 'SUB' | 'SID', text: string | undefined): FrameContent[] =>
      text === undefined ? [] : [{ name, field: writeIdentification(text) }];
    const sent = { subAddress: subAddress !== undefined, senderId: senderId !== undefined };
    return [
      { name: 'TSI', field: writeIdentification(options.stationId) },
      ...frame('SUB', subAddress),
      ...frame('SID', senderId),
      { name: 'DCS', field: writeDcs(terms, sent) },
    ];
  }
}
