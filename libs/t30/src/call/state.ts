import type { ImageModem } from '../line/modem.ts';
import type { TimerName } from '../timer/timers.ts';
import type { CompletionCode } from './completion.ts';
import type { Command } from './command.ts';

/** One state of the flow charts of T.30 (figures 5-2a to 5-2x). Everything is already checked and bounded when it gets here. */
export interface CallState {
  /** How the call ends when this state is given up. */
  readonly failure: CompletionCode;
  enter(): void;
  /** A valid command or response, after the far end has left the line. CRP and echoes do not get here. */
  command(command: Command): void;
  /** The far end spoke in V.21, and nothing of it can be used. */
  garbled?(): void;
  /** Flags of V.21: somebody is about to say something. */
  flags?(): void;
  carrier?(modem: ImageModem): void;
  image?(octets: Uint8Array): void;
  /** An intact frame of the image channel. */
  coded?(octets: Uint8Array): void;
  imageEnded?(): void;
  due(timer: TimerName): void;
  /** Everything that this state wanted to say has left the line. */
  said?(): void;
}
