import { readCapabilities, type FarCapabilities } from '../negotiation/capability-bits.ts';
import type { Reception } from '../receiver/reception.ts';
import { Train } from '../sender/train.ts';
import { Transmission } from '../sender/transmission.ts';
import type { TimerName } from '../timer/timers.ts';
import type { Command } from './command.ts';
import { COMPLETION, type CompletionCode } from './completion.ts';
import type { Desk } from './desk.ts';
import { Identify } from './identify.ts';
import { identificationOf } from './identified.ts';
import type { CallState } from './state.ts';

/**
 * Phase B of the calling machine: it listens who answers (T.30 figure 5-2a, state T). Entered again after EOM, by a polled
 * machine, too: there the receiver says DTC instead.
 */
export class AwaitDis implements CallState {
  readonly failure = COMPLETION.t1Expired;

  private constructor(
    private readonly desk: Desk,
    private readonly reception: Reception,
    private readonly transmission: Transmission | undefined,
  ) {}

  static first(desk: Desk, reception: Reception): AwaitDis {
    const { transmit } = desk.options;
    return new AwaitDis(desk, reception, transmit && new Transmission(desk, transmit));
  }

  static afterEom(desk: Desk, reception: Reception, transmission: Transmission): AwaitDis {
    return new AwaitDis(desk, reception, transmission);
  }

  enter(): void {
    const { desk } = this;
    if (this.transmission?.hasBegun) return desk.timers.arm('T1', desk.nowMs);
    desk.timers.arm('T0', desk.nowMs);
    desk.say({ type: 'tone', tone: 'cng' });
  }

  flags(): void {
    const { timers, nowMs } = this.desk;
    timers.disarm('T0');
    if (!timers.isArmed('T1')) timers.arm('T1', nowMs);
  }

  command(command: Command): void {
    if (command.name === 'DCN') return this.desk.end(COMPLETION.dcnInsteadOfDis);
    const isAwaited = command.name === 'DIS' || (command.name === 'DTC' && this.transmission?.hasBegun);
    const far = isAwaited ? readCapabilities(command.field) : undefined;
    // Commands that are none of an answering machine's leave it some time to say DIS, but not for ever.
    if (!far) return;
    if (command.name === 'DIS') this.desk.x = true;
    this.desk.timers.disarm('T0', 'T1');
    this.desk.progressed();
    const identification = identificationOf(command);
    if (Object.keys(identification).length > 0) this.desk.tell({ type: 'identified', ...identification });
    this.#answer(far);
  }

  due(timer: TimerName): void {
    // Nobody is there to hear a DCN.
    if (timer === 'T0') this.desk.end(COMPLETION.t0Expired);
    if (timer === 'T1') this.desk.end(COMPLETION.t1Expired);
  }

  #answer(far: FarCapabilities): void {
    const { desk, transmission, reception } = this;
    if (transmission?.hasPages) {
      if (!far.canReceive) return desk.hangUp(COMPLETION.farCannotReceive);
      return this.#send(transmission, far);
    }
    if (desk.options.receive && far.hasDocument) return desk.become(Identify.poll(desk, reception, far));
    const code: CompletionCode = desk.options.receive ? COMPLETION.farCannotTransmit : COMPLETION.ok;
    desk.hangUp(transmission || desk.options.receive ? code : COMPLETION.incompatible);
  }

  #send(transmission: Transmission, far: FarCapabilities): void {
    transmission.afterEom = () => this.desk.become(AwaitDis.afterEom(this.desk, this.reception, transmission));
    const code = transmission.meet(far);
    if (code !== undefined) this.desk.hangUp(code);
    else this.desk.become(new Train(this.desk, transmission));
  }
}
