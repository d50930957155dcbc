import { readFileSync } from 'node:fs';
import { ConfigurationError } from '../config/configuration-error.ts';
import { armedFailPoint, type ArmedFailPoint, type Arming } from './armed-fail-point.ts';
import type { FailPointName } from './fail-point-name.ts';

type Armed = Extract<Arming, { readonly ok: true }>;

let fromVariable: Armed | undefined;
let inFile = '';
let passed = 0;

/**
 * Ends the process with SIGKILL, exactly here, when FAXWIRE_FAILPOINT names this place (`after_append`, or
 * `after_append@3` for the third time): no handler runs, nothing is flushed, as when the machine loses power.
 * With `file:PATH` the place stands in a file, and times are counted from when it was written there.
 * @throws ConfigurationError at the first use, when the variable names no known place
 */
export function failPoint(name: FailPointName): void {
  const { armed, file } = (fromVariable ??= arming(process.env['FAXWIRE_FAILPOINT']));
  const here = file === undefined ? armed : armedIn(file);
  if (here?.name !== name) return;
  passed += 1;
  if (passed === here.time) endHere();
}

function armedIn(file: string): ArmedFailPoint | undefined {
  const text = textOf(file);
  if (text !== inFile) passed = 0;
  inFile = text;
  return arming(text).armed;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    // Not armed yet.
    return '';
  }
}

function arming(value: string | undefined): Armed {
  const read = armedFailPoint(value);
  if (!read.ok) throw new ConfigurationError([{ source: 'FAXWIRE_FAILPOINT', key: '', message: read.reason }]);
  return read;
}

function endHere(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal may be delivered to another thread first; this one does nothing more in the meantime.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
