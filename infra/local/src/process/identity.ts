import { readFileSync, readdirSync } from 'node:fs';

/** Process ids come again; together with the time of its start one names a process for good. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks from boot to its start; empty where the system has no /proc. */
  readonly startedAt: string;
}

/** Fields of /proc/<pid>/stat behind the command, which is in brackets and may hold anything. */
const STATE = 0;
const PARENT = 1;
const START_TIME = 19;

function statFields(pid: number): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Who runs under this id now; undefined: nobody. A zombie has ended and only waits to be collected. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0 || !answersSignals(pid)) return undefined;
  const fields = statFields(pid);
  if (fields?.[STATE] === 'Z') return undefined;
  return { pid, startedAt: fields?.[START_TIME] ?? '' };
}

export function isAlive({ pid, startedAt }: ProcessIdentity): boolean {
  return identityOf(pid)?.startedAt === startedAt;
}

/** The process and the children that it forked: PostgreSQL is a family, and each child leads a process group of its own. */
export function familyOf(pid: number): readonly number[] {
  let names: readonly string[] = [];
  try {
    names = readdirSync('/proc');
  } catch {
    // Without /proc only the head of the family is known; the rest follow it.
  }
  const children = names.map(Number).filter((candidate) => Number.isSafeInteger(candidate) && statFields(candidate)?.[PARENT] === String(pid));
  return [pid, ...children];
}
