import { readFile } from 'node:fs/promises';
import type { Fleet } from './fleet.ts';

const MEBIBYTE_KIB = 1_024;

/** A line for each process: its id, its memory, where it can be asked. */
export async function processTable(fleet: Fleet): Promise<string[]> {
  return Promise.all(fleet.processes.map(async ({ name, pid, options }) => {
    const mebibytes = pid === undefined ? 0 : await residentMebibytes(pid);
    return `  ${name.padEnd(12)} pid ${String(pid ?? '-').padEnd(8)} ${String(Math.round(mebibytes)).padStart(5)} MB   ${options.probeUrl}/readyz`;
  }));
}

/** Resident, its children (fax machines, renderers) not counted. 0 where the system does not say. */
async function residentMebibytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / MEBIBYTE_KIB;
}
