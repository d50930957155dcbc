import type { Step, TransmitStep } from '@faxwire/fax';
import type { ActiveStep, FaxSteps } from '../drive.ts';

/** What a fax is found by in Temporal. */
export interface FaxAttributes {
  readonly tenantId: string;
  readonly status: string;
  readonly attempts: number;
}

export interface DescribedStep {
  readonly step: Step;
  readonly attributes: FaxAttributes;
}

/** The steps of a fax, with what is to be known about it at each. */
export interface DescribedSteps {
  next(faxId: string): Promise<DescribedStep>;
  act: FaxSteps['act'];
}

/** Where calls are made, and how long one may take; with the answer, so that a change reaches faxes in flight. */
export interface Line {
  readonly taskQueue: string;
  readonly callWithinMs: number;
}

export interface NextAnswer {
  readonly step: Step;
  /** Left out where the namespace does not know the search attributes. */
  readonly attributes?: FaxAttributes;
  readonly line: Line;
}

/** Activities of lifecycle processes. Their names stand in histories. */
export interface LifecycleActivities {
  next(faxId: string): Promise<NextAnswer>;
  render(faxId: string, step: ActiveStep): Promise<void>;
  close(faxId: string, step: ActiveStep): Promise<void>;
  /** The worker of an attempt that began is gone. */
  interrupt(faxId: string, step: ActiveStep): Promise<void>;
}

/** Activities of media processes. */
export interface MediaActivities {
  transmit(faxId: string, step: TransmitStep): Promise<void>;
}
