import type { Clock, Random } from '@faxwire/sip';
import type { AudioTerminalFactory, FaxTerminalFactory } from '@faxwire/terminal';
import type { Behaviour } from './behaviour.ts';

export interface SandboxOptions {
  readonly sipHost: string;
  /** 0 takes a free one. */
  readonly sipPort: number;
  /** How many times as fast as the wall clock its fax machines run. */
  readonly speed: number;
  /** What was received is kept in `sandbox` in here. */
  readonly dataDir: string;
  readonly terminals: FaxTerminalFactory & AudioTerminalFactory;
  readonly clock: Clock;
  readonly random: Random;
  /** What its numbers do, where it is not what the table of numbers says. */
  readonly behaviourOf?: (number: string) => Behaviour;
  readonly logger?: Record<'warn' | 'debug', (fields: object, message: string) => void>;
}
