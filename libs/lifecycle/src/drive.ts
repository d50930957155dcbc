import type { Step } from '@faxwire/fax';

/** A step that something is done for; the others only say when to look again. */
export type ActiveStep = Exclude<Step, { kind: 'wait' } | { kind: 'stop' }>;

/** What a fax's life is made of. All knowledge is behind it; the engines only repeat it durably. */
export interface FaxSteps {
  /** Reads the log and asks the plan. */
  next(faxId: string): Promise<Step>;
  /** Does the step and appends what was learned. Runs at least once. Business failures are facts, never exceptions. */
  act(faxId: string, step: ActiveStep): Promise<void>;
}

export interface LifecyclePort extends FaxSteps {
  /**
   * Rests until something happens to the fax, at the latest at `until` (ms since the epoch).
   * `parked`: the engine wakes it with a new drive, this one is to end.
   */
  rest(faxId: string, until: number | undefined): Promise<'rested' | 'parked'>;
}

/** Carries a fax from step to step until it is at rest. Deterministic: everything it does goes through the port. */
export async function drive(port: LifecyclePort, faxId: string): Promise<void> {
  for (;;) {
    const step = await port.next(faxId);
    switch (step.kind) {
      case 'stop':
        return;
      case 'wait':
        if ((await port.rest(faxId, step.until)) === 'parked') return;
        break;
      default:
        await port.act(faxId, step);
    }
  }
}
