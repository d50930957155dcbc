import type { FrameName } from '../frame/fcf.ts';
import type { Frame } from '../frame/frame.ts';

/** A command or response that was heard whole: its frames, of which the last one says what it is. */
export interface Command {
  readonly name: FrameName;
  /** As heard, with X. */
  readonly fcf: number;
  readonly field: Uint8Array;
  /** The optional frames before the last, in whatever order they came. */
  readonly before: readonly Frame[];
}

/** The information field of an optional frame. */
export function fieldOfFrame(command: Command, name: FrameName): Uint8Array | undefined {
  return command.before.find((frame) => frame.name === name)?.field;
}
