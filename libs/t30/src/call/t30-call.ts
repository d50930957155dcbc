import { FCF } from '../frame/fcf.ts';
import type { LineSignal } from '../line/line-signal.ts';
import { Reception } from '../receiver/reception.ts';
import { MAX_CRP } from '../timer/timers.ts';
import type { TimerName } from '../timer/timers.ts';
import { AwaitDis } from './await-dis.ts';
import type { Command } from './command.ts';
import { COMPLETION } from './completion.ts';
import { Desk } from './desk.ts';
import type { Listener } from './ear.ts';
import { Ear } from './ear.ts';
import { GoodBye } from './good-bye.ts';
import { Identify } from './identify.ts';
import type { T30Options } from './t30-options.ts';
import type { T30Output } from './t30-output.ts';

/** V.21 carriers that end without a frame, one after another: whoever is there is no fax machine. */
const MAX_ENDLESS_CARRIERS = 3;

/**
 * One fax call as ITU-T T.30 has it, whatever carries it. Pure: signals and time come in, utterances and facts go out.
 * Every method returns what follows, in order; nothing follows after `ended`. Time never goes back.
 */
export class T30Call {
  readonly #desk: Desk;
  readonly #ear: Ear;
  readonly #reception: Reception;
  #crpHeard = 0;
  #endlessCarriers = 0;

  constructor(options: T30Options) {
    this.#desk = new Desk(options, (desk, code) => new GoodBye(desk, code));
    this.#ear = new Ear(this.#listener(), this.#desk.timers);
    this.#reception = new Reception(this.#desk);
    this.#desk.farEndSpeaks = () => this.#ear.isBusy;
  }

  start(nowMs: number): T30Output[] {
    return this.#act(nowMs, () => {
      const [desk, reception] = [this.#desk, this.#reception];
      desk.become(desk.options.role === 'originate' ? AwaitDis.first(desk, reception) : Identify.first(desk, reception));
    });
  }

  hear(signal: LineSignal, nowMs: number): T30Output[] {
    return this.#act(nowMs, () => this.#ear.hear(signal, nowMs));
  }

  /** The utterance that was asked for last has left the line. Not for one that another has interrupted. */
  said(nowMs: number): T30Output[] {
    return this.#act(nowMs, () => this.#desk.said());
  }

  /** The oldest page that was told and not stored is stored now (`confirmsStored`). */
  stored(nowMs: number): T30Output[] {
    return this.#act(nowMs, () => this.#reception.confirmation.stored());
  }

  /** Acts on the timers that are due. */
  advance(nowMs: number): T30Output[] {
    return this.#act(nowMs, () => {
      for (let timer = this.#desk.timers.takeDue(nowMs); timer && !this.#desk.hasEnded; timer = this.#desk.timers.takeDue(nowMs)) {
        this.#due(timer);
      }
    });
  }

  /** When `advance` has something to do next, if nothing is heard before; undefined before the start and after the end. */
  get nextDueMs(): number | undefined {
    return this.#desk.timers.nextDueMs;
  }

  /** The call was dropped: ends at once, and what is confirmed stays confirmed. */
  terminate(nowMs: number): T30Output[] {
    return this.#act(nowMs, () => this.#desk.end(COMPLETION.callDropped));
  }

  #listener(): Listener {
    const desk = this.#desk;
    return {
      flags: () => {
        desk.timers.disarm('T2', 'T4', 'quiet');
        desk.state?.flags?.();
      },
      command: (command) => this.#command(command),
      garbled: () => this.#garbled(),
      carrier: (modem) => desk.state?.carrier?.(modem),
      image: (octets) => desk.state?.image?.(octets),
      coded: (octets) => desk.state?.coded?.(octets),
      imageEnded: () => desk.state?.imageEnded?.(),
      fact: (fact) => desk.tell(fact),
    };
  }

  #command(command: Command): void {
    this.#endlessCarriers = 0;
    if (command.name === 'CRP') return this.#repeat();
    this.#crpHeard = 0;
    if (this.#isEcho(command)) return this.#garbled();
    this.#desk.state?.command(command);
  }

  #garbled(): void {
    if (!this.#desk.isSpeaking) this.#desk.state?.garbled?.();
  }

  #act(nowMs: number, act: () => void): T30Output[] {
    this.#desk.nowMs = Math.max(this.#desk.nowMs, nowMs);
    if (!this.#desk.hasEnded) act();
    return this.#desk.take();
  }

  #due(timer: TimerName): void {
    if (timer === 'tail' || timer === 'stall') return this.#ear.timeOut();
    if (timer === 'frame') return this.#endlessCarrier();
    const state = this.#desk.state;
    state?.due(timer);
    if (timer === 'watchdog' && this.#desk.state === state && state && !this.#desk.hasEnded) this.#desk.hangUp(state.failure);
  }

  #endlessCarrier(): void {
    this.#endlessCarriers += 1;
    if (this.#endlessCarriers >= MAX_ENDLESS_CARRIERS) return this.#desk.hangUp(COMPLETION.carrierTooLong);
    this.#ear.timeOut();
  }

  #repeat(): void {
    this.#crpHeard += 1;
    if (this.#crpHeard <= MAX_CRP) this.#desk.repeat();
    else this.#garbled();
  }

  /** Hybrids and gateways send back what was said to them. DCN is believed from anyone. */
  #isEcho(command: Command): boolean {
    const own = this.#desk.lastFcf;
    return own !== undefined && command.fcf === own && FCF[command.name] !== FCF.DCN;
  }
}
