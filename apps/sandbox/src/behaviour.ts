import type { Header } from '@faxwire/sip';
import type { Impairments } from '@faxwire/terminal';

/** What a number of the sandbox carrier does with a call. */
export type Behaviour = Refuse | RingForEver | Voice | FaxMachine;

export interface Refuse {
  readonly kind: 'refuse';
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly Header[];
}

export interface RingForEver {
  readonly kind: 'ring';
}

export interface Voice {
  readonly kind: 'voice';
}

export interface FaxMachine {
  readonly kind: 'fax';
  /** Who asks for T.38: the machine itself some seconds after its answer, or the caller; `refuses` is 488 to the caller. */
  readonly t38: 'offers' | 'waits' | 'refuses';
  /** True where it is a fax machine in audio too, and in nothing else. */
  readonly audio: boolean;
  readonly impairments: Impairments;
  /** True where the machine misbehaves in the first call of a fax alone. */
  readonly firstCallOnly: boolean;
  /** Calls of one fax answered with 486 before it picks up. */
  readonly busyCalls: number;
  /** True where the machine's clock is the wall clock, whatever the sandbox's speed. */
  readonly realTime: boolean;
  /** True where the caller's BYE never gets to the machine. */
  readonly losesBye: boolean;
}

export const refuse = (status: number, reason: string, ...headers: readonly Header[]): Refuse => ({ kind: 'refuse', status, reason, headers });

export const faxMachine = (how: Partial<Omit<FaxMachine, 'kind'>> = {}): FaxMachine => ({
  kind: 'fax',
  t38: 'offers',
  audio: false,
  impairments: {},
  firstCallOnly: false,
  busyCalls: 0,
  realTime: false,
  losesBye: false,
  ...how,
});
