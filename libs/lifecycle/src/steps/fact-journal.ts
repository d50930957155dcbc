import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaxCommand } from '@faxwire/fax';

/** Confirmed pages are nobody's business but the owner's. */
const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;
/** 500 pages, each of them once, and the end. */
const MAX_FACTS = 1_000;
/** A fact is some 200 bytes; a line that is longer was not written by us. */
const MAX_LINE_CHARS = 4_096;
/** More than a worker has calls: what is beyond waits for the next look. */
const MAX_FILES = 2_000;
const EXTENSION = '.facts';

/** What one attempt confirmed and the log may not know yet. */
export interface KeptFacts {
  readonly faxId: string;
  readonly facts: readonly FaxCommand[];
  /** The log knows them now, or refuses them. */
  forget(): Promise<void>;
}

/** Facts of attempts on the local disk, a file each: they outlive a log that is away, and this process. */
export class FactJournal {
  readonly #folder: string;
  /** Files that somebody of this process writes. */
  readonly #open = new Set<string>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** A folder for this process in `root`; what processes left there that are gone is taken over. */
  static async open(root: string): Promise<FactJournal> {
    const folder = join(root, String(process.pid));
    await mkdir(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
    for (const name of await readdir(root)) if (!isAlive(Number(name))) await takeOver(join(root, name), folder);
    return new FactJournal(folder);
  }

  begin(faxId: string): AttemptJournal {
    const path = join(this.#folder, `${randomUUID()}${EXTENSION}`);
    this.#open.add(path);
    return new AttemptJournal({ faxId, path, onLeft: () => this.#open.delete(path) });
  }

  /** What attempts left behind that are over, whoever made them: oldest processes and this one alike. */
  async leftBehind(): Promise<KeptFacts[]> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith(EXTENSION)).slice(0, MAX_FILES);
    const paths = names.map((name) => join(this.#folder, name)).filter((path) => !this.#open.has(path));
    const kept = await Promise.all(paths.map(async (path) => ({ path, ...(await readFacts(path)) })));
    return kept.map(({ path, faxId, facts }) => ({ faxId, facts, forget: () => rm(path, { force: true }) }));
  }
}

interface JournalFile {
  readonly faxId: string;
  readonly path: string;
  readonly onLeft: () => void;
}

/** The facts of one attempt, appended in order. */
export class AttemptJournal {
  readonly #options: JournalFile;
  #file: FileHandle | undefined;
  #count = 0;

  constructor(options: JournalFile) {
    this.#options = options;
  }

  /** Resolves when the fact is on the disk, also through a loss of power. One at a time. */
  async append(fact: FaxCommand): Promise<void> {
    if (this.#count >= MAX_FACTS) throw new Error('an attempt has more facts than a fax has pages');
    this.#count += 1;
    this.#file ??= await open(this.#options.path, 'ax', OWNER_ONLY_FILE);
    await this.#file.appendFile(`${JSON.stringify({ faxId: this.#options.faxId, fact })}\n`);
    await this.#file.datasync();
  }

  /** The log has them all. */
  async forget(): Promise<void> {
    await this.#file?.close();
    await rm(this.#options.path, { force: true });
    this.#options.onLeft();
  }

  /** The log may not have them all: they are found by {@link FactJournal.leftBehind}. */
  async leave(): Promise<void> {
    await this.#file?.close();
    this.#options.onLeft();
  }
}

/** The last line of a process that was killed may be half of one: it was never acknowledged. */
async function readFacts(path: string): Promise<{ faxId: string; facts: FaxCommand[] }> {
  const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n').slice(0, MAX_FACTS);
  const entries = lines.map(readLine).filter((entry) => entry !== undefined);
  return { faxId: entries[0]?.faxId ?? '', facts: entries.map(({ fact }) => fact) };
}

function readLine(line: string): { faxId: string; fact: FaxCommand } | undefined {
  if (line === '' || line.length > MAX_LINE_CHARS) return undefined;
  try {
    const entry = JSON.parse(line) as { faxId?: unknown; fact?: { type?: unknown } };
    return typeof entry.faxId === 'string' && typeof entry.fact?.type === 'string' ? (entry as { faxId: string; fact: FaxCommand }) : undefined;
  } catch {
    return undefined;
  }
}

/** A process of another host with our number can not be told from us: each host has a folder of its own. */
function isAlive(pid: number): boolean {
  if (!(pid > 0)) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function takeOver(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) await rename(join(from, name), join(to, name));
  await rm(from, { recursive: true, force: true });
}
