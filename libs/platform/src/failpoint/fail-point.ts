import { ConfigurationError } from '../config/configuration-error.ts';
import { armedFailPoint, type ArmedFailPoint } from './armed-fail-point.ts';
import type { FailPointName } from './fail-point-name.ts';

let armed: ArmedFailPoint | undefined;
let isRead = false;
let passed = 0;

/**
 * Ends the process with SIGKILL, exactly here, when FAXWIRE_FAILPOINT names this place (`after_append`, or
 * `after_append@3` for the third time): no handler runs, nothing is flushed, as when the machine loses power.
 * @throws ConfigurationError at the first use, when the variable names no known place
 */
export function failPoint(name: FailPointName): void {
  if (!isRead) readVariable();
  if (armed?.name !== name) return;
  passed += 1;
  if (passed === armed.time) endHere();
}

function readVariable(): void {
  const arming = armedFailPoint(process.env['FAXWIRE_FAILPOINT']);
  if (!arming.ok) throw new ConfigurationError([{ source: 'FAXWIRE_FAILPOINT', key: '', message: arming.reason }]);
  armed = arming.armed;
  isRead = true;
}

function endHere(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal may be delivered to another thread first; this one does nothing more in the meantime.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
