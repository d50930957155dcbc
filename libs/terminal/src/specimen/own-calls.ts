import type { FaxPage, T30Document } from '@faxwire/t30';
import { T30Call } from '@faxwire/t30';
import type { FaxTerminalOptions } from '../fax-terminal.ts';
import { CANNOT_OPEN, endingWith } from '../own/ending-engine.ts';
import { engineOptions } from '../own/engine-options.ts';
import { OwnCall } from '../own/own-call.ts';
import { documentPart } from '../own/pages/document-part.ts';
import { readFaxDocument } from '../own/pages/fax-document.ts';
import { FaxDocumentWriter } from '../own/pages/fax-document-writer.ts';
import type { OpenMachineCall } from './machine-pair.ts';

/** Calls of our own engine in simulated time: files are in memory, since a disk takes its own time. */
export class OwnCalls {
  readonly #documents = new Map<string, T30Document>();
  readonly #received = new Map<string, FaxPage[]>();
  readonly open: OpenMachineCall = (options, tell) => {
    const pages = options.receive ? { pages: this.#store(options.receive.tiffPath) } : {};
    const document = this.#document(options);
    const engine = options.transmit && !document ? endingWith(CANNOT_OPEN) : new T30Call(engineOptions(options, document));
    return new OwnCall({ ...pages, engine, options, tell });
  };

  put(tiffPath: string, document: T30Document): void {
    this.#documents.set(tiffPath, document);
  }

  async load(tiffPath: string): Promise<void> {
    this.put(tiffPath, await readFaxDocument(tiffPath));
  }

  received(tiffPath: string): readonly FaxPage[] {
    return this.#received.get(tiffPath) ?? [];
  }

  /** What was received, to disk; nothing happens where another engine did it itself. */
  async save(tiffPath: string): Promise<void> {
    const pages = this.#received.get(tiffPath);
    if (pages === undefined) return;
    const writer = await FaxDocumentWriter.create(tiffPath);
    for (const page of pages) await writer.append(page);
    await writer.close();
  }

  #document(options: FaxTerminalOptions): T30Document | undefined {
    const { transmit } = options;
    const document = transmit && this.#documents.get(transmit.tiffPath);
    return transmit && document && documentPart(document, { ...options, transmit, at: new Date(0) });
  }

  #store(tiffPath: string): { add(page: FaxPage): string } {
    const pages: FaxPage[] = [];
    this.#received.set(tiffPath, pages);
    return {
      add: (page) => {
        pages.push(page);
        return `${tiffPath}#${pages.length}`;
      },
    };
  }
}
