import { FAIL_POINTS, isFailPointName, type FailPointName } from './fail-point-name.ts';

export interface ArmedFailPoint {
  readonly name: FailPointName;
  /** Which time of coming by, from 1. */
  readonly time: number;
}

/** `file`: it stands there, and may come and go while the process runs. */
export type Arming = { readonly ok: true; readonly armed?: ArmedFailPoint; readonly file?: string } | { readonly ok: false; readonly reason: string };

const MAX_TIME = 1_000_000;
const FILE = 'file:';

/** Reads `name`, `name@n` or `file:PATH`, the value of FAXWIRE_FAILPOINT. */
export function armedFailPoint(value: string | undefined): Arming {
  if (!value) return { ok: true };
  if (value.startsWith(FILE)) return { ok: true, file: value.slice(FILE.length) };
  const [name = '', time = '1', ...rest] = value.split('@');
  if (!isFailPointName(name)) return { ok: false, reason: `is not a known fail point; known are ${Object.keys(FAIL_POINTS).join(', ')}` };
  const count = Number(time);
  if (rest.length > 0 || !/^\d+$/.test(time) || count < 1 || count > MAX_TIME) return { ok: false, reason: 'needs a whole number from 1 after the @' };
  return { ok: true, armed: { name, time: count } };
}
