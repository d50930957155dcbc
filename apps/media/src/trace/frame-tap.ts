import type { TraceEntry } from '@faxwire/terminal';
import type { CallRecorder } from './call-recorder.ts';

/** Writes down what the modems of a call in audio say, of which there are no packets. */
export function frameTap(recorder: Pick<CallRecorder, 'frame' | 'signal'>): (entry: TraceEntry) => void {
  return ({ direction, octets, name, intact = true }) => {
    if (octets) recorder.frame(direction, octets, intact);
    else recorder.signal(direction, name);
  };
}
