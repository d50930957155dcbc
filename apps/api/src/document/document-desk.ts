import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { FaxPages } from '@faxwire/documents';
import { documentsOf, isAtRest, type DocumentReference, type FaxState } from '@faxwire/fax';
import { ProblemError } from '@faxwire/platform';
import type { Principal } from '@faxwire/tenancy';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import { StreamPlaces } from '../event-stream/stream-places.ts';
import { FaxDesk } from '../fax/fax-desk.ts';
import { MAX_DOWNLOADS_PER_TENANT } from '../limits.ts';
import { withoutBytes, type Download } from './document-download.ts';
import type { AskedDocument } from './asked-document.ts';
import { nameFor } from './attachment.ts';
import { readingDirectory } from './reading-directory.ts';

const PDF = 'application/pdf';
const TIFF = 'image/tiff';

/** A tenant's own documents, and the pages that became of them. */
@Injectable()
export class DocumentDesk {
  readonly #deps: ApiDependencies;
  readonly #desk: FaxDesk;
  readonly #places = new StreamPlaces(MAX_DOWNLOADS_PER_TENANT);

  constructor(@Inject(API_DEPENDENCIES) deps: ApiDependencies, @Inject(FaxDesk) desk: FaxDesk) {
    this.#deps = deps;
    this.#desk = desk;
  }

  /** As it came, or its pages in the format that was asked for. */
  document(caller: Principal, { id, number, format }: Pick<AskedDocument, 'id' | 'number' | 'format'>): Promise<Download> {
    if (format === 'pdf') return this.pagesPdf(caller, id);
    return format === 'tiff' ? this.pagesTiff(caller, id) : this.original(caller, id, number);
  }

  /** @param number 1 for the first document of the fax */
  async original(caller: Principal, id: string, number: number): Promise<Download> {
    const state = await this.#desk.find(caller, id);
    refuseErased(state);
    const document = uploadsOf(state)[number - 1];
    if (!document && state.direction === 'inbound' && !isAtRest(state.phase)) throw new ProblemError('pages_not_ready', { faxStatus: state.status });
    if (!document) throw new ProblemError('document_not_found');
    const { sha256, bytes, mediaType, fileName = nameFor(state.faxId, mediaType) } = document;
    const stream = await this.#counted(caller, async () => this.#deps.documentStore.get({ tenantId: caller.tenantId, sha256 }));
    return { stream, sha256, bytes, fileName, type: mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType };
  }

  async pagesTiff(caller: Principal, id: string): Promise<Download> {
    const state = await this.#desk.find(caller, id);
    const { sha256, bytes } = pagesOf(state);
    const stream = await this.#counted(caller, async () => this.#deps.documentStore.get({ tenantId: caller.tenantId, sha256 }));
    return { stream, sha256, bytes, type: TIFF, fileName: nameFor(state.direction === 'inbound' ? state.faxId : `${state.faxId}-pages`, TIFF) };
  }

  async pagesPdf(caller: Principal, id: string): Promise<Download> {
    const state = await this.#desk.find(caller, id);
    const stream = await this.#counted(caller, async () => {
      const { pages, done } = await this.#openPages(state);
      return Readable.from(untilDone(pages.pdf(), done), { objectMode: false });
    });
    return { stream, type: PDF, fileName: nameFor(`${state.faxId}-pages`, PDF) };
  }

  /** @param number 1 for the first page */
  async pagePng(caller: Principal, id: string, number: number): Promise<Buffer> {
    const state = await this.#desk.find(caller, id);
    const place = this.#place(caller);
    try {
      return await this.withPages(state, async (pages) => (await pages.png(number - 1)) ?? noSuchPage());
    } finally {
      place();
    }
  }

  /** The event first: from then on nobody is shown the bytes. They go as soon as no other fax needs them. @throws ProblemError `fax_not_finished` */
  async erase(caller: Principal, id: string): Promise<FaxState> {
    const state = await this.#desk.erase(caller, id, 'EraseDocument');
    const { documentEraser, onFault } = this.#deps;
    // The fax is erased whatever becomes of this: the sweeper comes after us.
    await documentEraser.erase(state.tenantId, documentsOf(state)).catch((error: unknown) => onFault(error, state.faxId));
    return state;
  }

  /** @throws ProblemError `document_erased`, `pages_not_ready`, `document_not_found` */
  async withPages<Result>(state: FaxState, work: (pages: FaxPages) => Promise<Result>): Promise<Result> {
    const { pages, done } = await this.#openPages(state);
    try {
      return await work(pages);
    } finally {
      await done();
    }
  }

  async #openPages(state: FaxState): Promise<OpenPages> {
    const { sha256 } = pagesOf(state);
    const path = join(readingDirectory(this.#deps.config.dataDir), randomUUID());
    const remove = (): Promise<void> => rm(path, { force: true });
    try {
      await this.#deps.documentStore.materialise({ tenantId: state.tenantId, sha256 }, path);
      const pages = await FaxPages.open(path);
      return { pages, done: async () => void (await Promise.all([pages.close(), remove()])) };
    } catch (error) {
      await remove();
      throw withoutBytes(error);
    }
  }

  /** A stream that has one of the tenant's places until it is closed. */
  async #counted(caller: Principal, open: () => Promise<Readable>): Promise<Readable> {
    const giveBack = this.#place(caller);
    try {
      const stream = await open();
      stream.once('close', giveBack);
      return stream;
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  #place({ tenantId }: Principal): () => void {
    const giveBack = this.#places.take(tenantId);
    if (!giveBack) throw new ProblemError('too_many_downloads');
    return giveBack;
  }
}

interface OpenPages {
  readonly pages: FaxPages;
  /** Also removes the file. */
  readonly done: () => Promise<void>;
}

async function* untilDone(pieces: AsyncGenerator<Buffer, void>, done: () => Promise<void>): AsyncGenerator<Buffer, void> {
  try {
    yield* pieces;
  } finally {
    await done();
  }
}

/** In the order in which they are sent. */
export function uploadsOf({ document, attachments = [] }: FaxState): readonly DocumentReference[] {
  return document ? [document, ...attachments] : [];
}

/** @throws ProblemError `document_erased`, `pages_not_ready`; `document_not_found` for a call that brought no page */
function pagesOf(state: FaxState): NonNullable<FaxState['pages']> {
  refuseErased(state);
  if (state.pages) return state.pages;
  if (state.direction === 'inbound' && isAtRest(state.phase)) throw new ProblemError('document_not_found', { detail: 'No page came in.' });
  throw new ProblemError('pages_not_ready', { faxStatus: state.status });
}

function refuseErased({ documentErasedAt }: FaxState): void {
  if (documentErasedAt !== undefined) throw new ProblemError('document_erased');
}

function noSuchPage(): never {
  throw new ProblemError('page_not_found');
}
