import type { FrameContent } from '../frame/frame.ts';
import { writeIdentification } from '../frame/identification.ts';
import { isPageEnd } from '../frame/page-end.ts';
import type { FarCapabilities } from '../negotiation/capability-bits.ts';
import { readCapabilities, writeCapabilities } from '../negotiation/capability-bits.ts';
import { answerDcs } from '../receiver/answer-dcs.ts';
import type { Reception } from '../receiver/reception.ts';
import { Train } from '../sender/train.ts';
import { Transmission } from '../sender/transmission.ts';
import type { TimerName } from '../timer/timers.ts';
import { MAX_TRIES, TIMER_MS } from '../timer/timers.ts';
import { AwaitDis } from './await-dis.ts';
import type { Command } from './command.ts';
import { COMPLETION, type CompletionCode } from './completion.ts';
import type { Desk } from './desk.ts';
import { GAP } from './desk.ts';
import { identificationOf } from './identified.ts';
import type { CallState } from './state.ts';
import type { T30Options } from './t30-options.ts';

/** Says who one is and what one can, until somebody sends: DIS of the answering machine (figure 5-2b, state R), DTC of one that polls. */
export class Identify implements CallState {
  #tries = 0;
  /** After a burst of which nothing could be read the far end says it again by itself, and wants silence for it. */
  #patience: 'T2' | 'T4' = 'T4';

  private constructor(
    private readonly desk: Desk,
    private readonly reception: Reception,
    private readonly how: { readonly command: 'DIS' | 'DTC'; readonly ced: boolean; readonly far?: FarCapabilities; readonly failure: CompletionCode },
  ) {}

  static first(desk: Desk, reception: Reception): Identify {
    return new Identify(desk, reception, { command: 'DIS', ced: true, failure: COMPLETION.t1Expired });
  }

  /** Back to phase B, because of EOM or because the sender went silent; `failure` when nobody answers this either. */
  static again(desk: Desk, reception: Reception, failure: CompletionCode): Identify {
    return new Identify(desk, reception, { command: reception.polledBy ? 'DTC' : 'DIS', ced: false, failure, ...(reception.polledBy ? { far: reception.polledBy } : {}) });
  }

  static poll(desk: Desk, reception: Reception, far: FarCapabilities): Identify {
    reception.polledBy = far;
    return new Identify(desk, reception, { command: 'DTC', ced: false, far, failure: COMPLETION.noDcs });
  }

  get failure(): CompletionCode {
    return this.how.failure;
  }

  enter(): void {
    this.desk.timers.arm('T1', this.desk.nowMs, TIMER_MS.T1 + (this.how.ced ? CED_MS : 0));
    this.#speak(this.how.ced);
  }

  said(): void {
    this.desk.wait(this.#patience);
  }

  garbled(): void {
    this.#patience = 'T2';
    this.desk.wait('T2');
  }

  carrier(): void {
    this.desk.timers.disarm('T2', 'T4');
  }

  imageEnded(): void {
    if (!this.desk.isSpeaking) this.garbled();
  }

  command(command: Command): void {
    if (command.name === 'DCN') return this.desk.end(this.#hasSpokenOnly ? COMPLETION.dcnInsteadOfDcs : this.failure);
    if (command.name === 'DCS') return answerDcs(this.desk, this.reception, command);
    if (command.name === 'DTC' && this.how.command === 'DIS') return this.#turnRound(command);
    if (command.name === 'DIS' && this.how.command === 'DTC') return this.#again();
    if ((isPageEnd(command.name) || command.name === 'PPS') && this.reception.repeatAnswer()) return;
    if (!this.desk.isSpeaking) this.garbled();
  }

  due(timer: TimerName): void {
    if (timer === 'T1') return this.desk.hangUp(this.failure);
    if (timer === 'T2' || timer === 'T4') this.#again();
  }

  get #hasSpokenOnly(): boolean {
    return this.failure === COMPLETION.t1Expired || this.failure === COMPLETION.noDcs;
  }

  #again(): void {
    this.#patience = 'T4';
    // DIS is repeated as long as T1 runs, DTC as every other command.
    if (this.how.command === 'DTC' && this.#tries >= MAX_TRIES) return this.desk.hangUp(this.failure);
    this.#speak(false);
  }

  #speak(withCed: boolean): void {
    this.#tries += 1;
    const command = this.desk.commandOf(...this.#frames());
    if (withCed) this.desk.say({ type: 'tone', tone: 'ced' }, command);
    else this.desk.say(GAP, command);
  }

  #frames(): FrameContent[] {
    const { options } = this.desk;
    if (this.how.command === 'DTC') return pollingFrames(options, this.how.far);
    const presence = { hasDocument: options.transmit !== undefined, canReceive: options.receive === true };
    const field = writeCapabilities(options.capabilities, presence);
    return [{ name: 'CSI', field: writeIdentification(options.stationId) }, { name: 'DIS', field }];
  }

  /** The caller polls: the answering machine becomes the sender (figure 5-2b, "DTC?"). */
  #turnRound(command: Command): void {
    const { desk } = this;
    const far = readCapabilities(command.field);
    if (!far) return this.garbled();
    const identification = identificationOf(command);
    desk.tell({ type: 'identified', ...identification });
    if (!desk.options.transmit) return desk.hangUp(COMPLETION.farCannotReceive);
    if (desk.options.accept && !desk.options.accept(identification)) return desk.hangUp(COMPLETION.passwordRefused);
    desk.timers.disarm('T1');
    const transmission = new Transmission(desk, desk.options.transmit);
    transmission.afterEom = () => desk.become(AwaitDis.afterEom(desk, this.reception, transmission));
    const code = transmission.meet(far);
    if (code !== undefined) desk.hangUp(code);
    else desk.become(new Train(desk, transmission));
  }
}

/** How long CED and its silence may take (T.30 4.3.3.2). */
const CED_MS = 5_000;

/** PWD and SEP go to machines only that say they understand them. */
function pollingFrames(options: T30Options, far: FarCapabilities | undefined): FrameContent[] {
  const frame = (name: 'CIG' | 'PWD' | 'SEP', text: string | undefined): FrameContent[] =>
    text === undefined ? [] : [{ name, field: writeIdentification(text) }];
  const password = frame('PWD', far?.password ? options.password : undefined);
  const selective = frame('SEP', far?.selectivePolling ? options.selectivePolling : undefined);
  const dtc = { password: password.length > 0, selectivePolling: selective.length > 0 };
  const field = writeCapabilities(options.capabilities, { hasDocument: false, canReceive: true, dtc });
  return [...frame('CIG', options.stationId), ...password, ...selective, { name: 'DTC', field }];
}
