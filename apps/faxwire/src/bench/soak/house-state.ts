import { readFile, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What must be the same after a day's work as before it. */
export interface HouseState {
  /** All of the process, its threads and native libraries included. */
  readonly memoryMb: number;
  /** Live objects of the main thread, after a collection. */
  readonly heapMb: number;
  /** Buffers outside of it. */
  readonly buffersMb: number;
  /** Calls have one each; a trunk and a carrier one for SIP. */
  readonly udpSockets: number;
  /** Of HTTP and the database, which keep some for a while. */
  readonly otherSockets: number;
  readonly children: number;
  readonly threads: number;
  readonly tempFiles: number;
}

const BYTES_PER_MB = 1024 * 1024;
const SOCKET = /^socket:\[(\d+)\]$/;
/** Of a line of /proc/net/udp. */
const INODE_COLUMN = 9;

/** Of this process, as Linux tells it, with nothing in memory that could be let go. @param folders in which a process leaves no file behind when it has no call */
export async function houseState(folders: readonly string[]): Promise<HouseState> {
  collectGarbage();
  const { rss, heapUsed, external } = process.memoryUsage();
  const [sockets, udp, tasks, files] = await Promise.all([ownSockets(), udpInodes(), readdir('/proc/self/task'), Promise.all(folders.map(filesIn))]);
  const udpSockets = sockets.filter((inode) => udp.has(inode)).length;
  return {
    memoryMb: Math.round(rss / BYTES_PER_MB),
    heapMb: Math.round(heapUsed / BYTES_PER_MB),
    buffersMb: Math.round(external / BYTES_PER_MB),
    udpSockets,
    otherSockets: sockets.length - udpSockets,
    children: (await childrenOf(tasks)).length,
    threads: tasks.length,
    tempFiles: files.flat().length,
  };
}

/** Twice: what is referenced by finalizers goes with the second. A process starts without the handle to it. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
}

async function ownSockets(): Promise<string[]> {
  const links = await Promise.all((await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
  return links.flatMap((link) => SOCKET.exec(link)?.[1] ?? []);
}

async function udpInodes(): Promise<ReadonlySet<string>> {
  const tables = await Promise.all(['udp', 'udp6'].map((name) => readFile(`/proc/self/net/${name}`, 'utf8').catch(() => '')));
  return new Set(tables.flatMap((table) => table.split('\n').slice(1)).flatMap((line) => line.trim().split(/\s+/)[INODE_COLUMN] ?? []));
}

async function childrenOf(tasks: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(tasks.map((task) => readFile(`/proc/self/task/${task}/children`, 'utf8').catch(() => '')));
  return lists.flatMap((list) => list.split(' ').filter((child) => child.trim() !== ''));
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}
