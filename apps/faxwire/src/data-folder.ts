import { createHash } from 'node:crypto';
import { mkdir, realpath, rm } from 'node:fs/promises';
import { createConnection, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Others may pass through to what belongs to them (PostgreSQL runs as another user under root), not look around. */
const FOLDER_MODE = 0o711;

export class DataFolderInUse extends Error {
  constructor(folder: string) {
    super(`Another Faxwire runs on the data folder ${folder}. Stop it first, or give this one a folder of its own with FAXWIRE_DATA_DIR.`);
  }
}

export interface ClaimedFolder {
  readonly path: string;
  release(): Promise<void>;
}

/**
 * Makes the data folder and claims it for this process. The claim is a socket that the system takes away with the
 * process, so a crash leaves nothing behind that a start would have to clear.
 * @throws DataFolderInUse
 */
export async function claimDataFolder(folder: string): Promise<ClaimedFolder> {
  await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  const path = await realpath(folder);
  const address = claimAddress(path);
  const server = (await listen(address)) ?? (await takeOver(address));
  if (!server) throw new DataFolderInUse(path);
  server.unref();
  return { path, release: () => new Promise((resolve) => server.close(() => resolve())) };
}

function claimAddress(path: string): string {
  const name = `faxwire-${createHash('sha256').update(path).digest('hex').slice(0, 32)}`;
  // Linux has an abstract name space for sockets, without files that outlive their owner.
  return process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}

function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(address, () => resolve(server));
  });
}

/** A socket file without a listener was left by a crash. */
async function takeOver(address: string): Promise<Server | undefined> {
  if (address.startsWith('\0') || (await answers(address))) return undefined;
  await rm(address, { force: true });
  return listen(address);
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
