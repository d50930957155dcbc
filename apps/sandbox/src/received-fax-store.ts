import { chmod, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReceivedFax } from './received-fax.ts';

/** Enough for a day of somebody's tests; at 50 KB a page it stays well under a gigabyte. */
const DEFAULT_MAX_CALLS = 500;
const RECORD = 'call.json';
const PAGES = 'pages.tiff';

/** What was faxed is nobody else's business, even on the same machine. */
const OWNER_ONLY = 0o700;

/** The calls of the sandbox's fax machines: a folder each, the newest kept, read again after a restart. */
export class ReceivedFaxStore {
  readonly #root: string;
  readonly #maxCalls: number;
  /** Oldest first. */
  readonly #calls = new Map<string, ReceivedFax>();
  #written: Promise<void> = Promise.resolve();

  private constructor(root: string, maxCalls: number) {
    this.#root = root;
    this.#maxCalls = maxCalls;
  }

  static async open(root: string, maxCalls = DEFAULT_MAX_CALLS): Promise<ReceivedFaxStore> {
    const store = new ReceivedFaxStore(root, maxCalls);
    await mkdir(root, { recursive: true, mode: OWNER_ONLY });
    await chmod(root, OWNER_ONLY);
    await store.#load();
    return store;
  }

  /** Newest first. */
  list(): readonly ReceivedFax[] {
    return [...this.#calls.values()].reverse();
  }

  find(id: string): ReceivedFax | undefined {
    return this.#calls.get(id);
  }

  /** Where the pages of a call are, or are to be written. */
  pagesPath(id: string): string {
    return join(this.#root, id, PAGES);
  }

  async begin(call: ReceivedFax): Promise<void> {
    await mkdir(join(this.#root, call.id), { recursive: true, mode: OWNER_ONLY });
    await this.record(call);
    await this.#dropOldest();
  }

  /** What is known of a call now: readable at once, on the disk when it resolves. Records are written one after the other. */
  record(call: ReceivedFax): Promise<void> {
    this.#calls.set(call.id, call);
    const written = this.#written.then(() => this.#write(call));
    this.#written = written.catch(() => undefined);
    return written;
  }

  async #write(call: ReceivedFax): Promise<void> {
    if (!this.#calls.has(call.id)) return;
    const path = join(this.#root, call.id, RECORD);
    // Renamed into place: a reader after a crash finds the old record or the new one, never half of one.
    await writeFile(`${path}.new`, JSON.stringify(call), { mode: 0o600 });
    await rename(`${path}.new`, path);
  }

  /** The file of a call that has pages. */
  async readablePages(id: string): Promise<string | undefined> {
    const call = this.#calls.get(id);
    if (!call || call.pages === 0) return undefined;
    const found = await stat(this.pagesPath(id)).catch(() => undefined);
    return found?.isFile() ? this.pagesPath(id) : undefined;
  }

  async #load(): Promise<void> {
    const folders = await readdir(this.#root);
    const calls = await Promise.all(folders.map((folder) => readRecord(join(this.#root, folder, RECORD))));
    const known = calls.filter((call) => call !== undefined);
    known.sort((a, b) => a.startedOn.localeCompare(b.startedOn));
    for (const call of known) this.#calls.set(call.id, call);
    await this.#dropOldest();
  }

  async #dropOldest(): Promise<void> {
    for (const id of [...this.#calls.keys()].slice(0, Math.max(this.#calls.size - this.#maxCalls, 0))) {
      this.#calls.delete(id);
      await rm(join(this.#root, id), { recursive: true, force: true });
    }
  }
}

/** Undefined for a folder that is not a call, or whose record never was completed. */
async function readRecord(path: string): Promise<ReceivedFax | undefined> {
  try {
    const call = JSON.parse(await readFile(path, 'utf8')) as ReceivedFax;
    return typeof call.id === 'string' && typeof call.startedOn === 'string' ? call : undefined;
  } catch {
    return undefined;
  }
}
