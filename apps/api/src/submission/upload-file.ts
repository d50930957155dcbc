import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { SHORT_TEXT_BYTES, isShortText } from '@faxwire/documents';
import { ProblemError } from '@faxwire/platform';
import { MAX_FILE_NAME_CHARS } from '../limits.ts';

export interface UploadedDocument {
  /** A path; or the bytes themselves, where the document is a short text and needs no file to be looked at. */
  readonly content: string | Buffer;
  readonly sha256: string;
  readonly bytes: number;
  readonly fileName: string | undefined;
}

export const uploadDirectory = (dataDir: string): string => join(dataDir, 'uploads');

type Saved = Omit<UploadedDocument, 'fileName'>;

/** Writes the document to a file of its own as it comes in; memory stays flat. @throws ProblemError `document_too_large`; then no file is left */
export async function saveUpload(source: Readable & { readonly truncated?: boolean }, path: string, signal: AbortSignal): Promise<Saved> {
  const giveUp = (): void => void source.destroy(new Error('The time for the upload is over.'));
  source.once('limit', () => source.destroy(new ProblemError('document_too_large')));
  signal.addEventListener('abort', giveUp, { once: true });
  const spool = new Spool(path);
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) await spool.take(chunk);
    if (source.truncated) throw new ProblemError('document_too_large');
    return await spool.end();
  } catch (error) {
    await removeUpload(path);
    throw error;
  } finally {
    signal.removeEventListener('abort', giveUp);
    await spool.close();
  }
}

/** Holds back the beginning: most texts are short, and a file written only to be read once and removed costs more than all the rest. */
class Spool {
  readonly #path: string;
  readonly #hash = createHash('sha256');
  #held: Buffer[] = [];
  #bytes = 0;
  #file: FileHandle | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  async take(chunk: Buffer): Promise<void> {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
    if (this.#file) return this.#file.writeFile(chunk);
    this.#held.push(chunk);
    if (this.#bytes > SHORT_TEXT_BYTES) await this.#spill();
  }

  async end(): Promise<Saved> {
    const held = Buffer.concat(this.#held);
    const inMemory = !this.#file && isShortText(held);
    if (!this.#file && !inMemory) await this.#spill();
    return { content: inMemory ? held : this.#path, sha256: this.#hash.digest('hex'), bytes: this.#bytes };
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }

  async #spill(): Promise<void> {
    this.#file = await open(this.#path, 'wx', 0o600);
    await this.#file.writeFile(Buffer.concat(this.#held));
    this.#held = [];
  }
}

export function newUploadPath(directory: string): string {
  return join(directory, randomUUID());
}

export async function removeUploads(documents: readonly UploadedDocument[]): Promise<void> {
  await Promise.all(documents.map(({ content }) => removeUpload(content)));
}

export async function removeUpload(content: string | Buffer): Promise<void> {
  if (typeof content === 'string') await rm(content, { force: true });
}

/** What a browser or library says that the file is called: shown, never used as a path. */
export function shownFileName(name: string | undefined): string | undefined {
  const shown = basename((name ?? '').replaceAll('\\', '/').replaceAll('\0', '')).slice(0, MAX_FILE_NAME_CHARS);
  // Cutting, or the sender, may have left half a surrogate pair, which the log cannot store.
  const stored = Buffer.from(shown, 'utf8').toString('utf8');
  return stored === '' ? undefined : stored;
}

/** Makes the directory, and clears what a killed process left in it. */
export async function prepareUploads(directory: string, olderThanMs: number): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > olderThanMs) await removeUpload(path);
  }
}
