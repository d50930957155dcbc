import type { PhoneNumber, Priority } from '@faxwire/fax';

/** A place on a trunk that a fax asks for. */
export interface ChannelRequest {
  readonly faxId: string;
  readonly tenantId: string;
  readonly trunk: string;
  readonly phoneNumber: PhoneNumber;
  /** Calls at a time that the trunk allows. */
  readonly channels: number;
  /** Calls at a time to one number; 0: any. */
  readonly callsPerNumber: number;
  /** Among the faxes of the same tenant that wait; left out: normal. */
  readonly priority?: Priority | undefined;
}

/** The channels of all trunks, over all media workers: who has one, and whose turn is next. */
export interface ChannelBook {
  /** Takes a channel for the fax, or has it wait its turn. A fax that has one keeps it, one that waits keeps its place. */
  claim(request: ChannelRequest): Promise<'granted' | 'waiting'>;
  /** Holds a granted channel for a call: renewed until released. Undefined when the grant has lapsed: ask the plan again. */
  hold(faxId: string): Promise<HeldChannel | undefined>;
  /** True while a worker that is alive holds a channel for this fax. */
  isHeld(faxId: string): Promise<boolean>;
  /** The fax needs no channel any more: its grant, or its place among those who wait, is given up. */
  withdraw(faxId: string): Promise<void>;
}

export interface HeldChannel {
  /** Aborted when the hold was not renewed in time, or somebody else has it: the call is to end at once. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}
