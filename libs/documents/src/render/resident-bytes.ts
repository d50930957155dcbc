import { readFileSync } from 'node:fs';

/** proc(5): statm counts pages; every platform that Node 20 runs on with /proc has pages of 4 KiB (arm64 may have 64). */
const PAGE_BYTES = 4096;
const RESIDENT_FIELD = 1;

/** Memory of a process that is really in use; 0 where there is no /proc (then the V8 heap limit alone holds). */
export function residentBytes(pid: number | undefined): number {
  if (pid === undefined || process.platform !== 'linux') return 0;
  try {
    const fields = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ');
    return Number(fields[RESIDENT_FIELD]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
