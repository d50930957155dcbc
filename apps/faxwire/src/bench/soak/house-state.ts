import { readFile, readdir, readlink } from 'node:fs/promises';

/** What must be the same after a day's work as before it. */
export interface HouseState {
  readonly memoryMb: number;
  readonly sockets: number;
  readonly children: number;
}

const BYTES_PER_MB = 1024 * 1024;

/** Of this process, as Linux tells it. */
export async function houseState(): Promise<HouseState> {
  const links = await Promise.all((await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
  return {
    memoryMb: Math.round(process.memoryUsage().rss / BYTES_PER_MB),
    sockets: links.filter((link) => link.startsWith('socket:')).length,
    children: (await childrenOf(process.pid)).length,
  };
}

async function childrenOf(pid: number): Promise<string[]> {
  const tasks = await readdir(`/proc/${pid}/task`);
  const lists = await Promise.all(tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8').catch(() => '')));
  return lists.flatMap((list) => list.split(' ').filter((child) => child !== ''));
}
