import type { FaxPage } from '@faxwire/t30';
import { FaxDocumentWriter, imageOf, writePage } from './fax-document-writer.ts';
import type { PageStore } from './page-store.ts';

const DIGITS = 4;

/** Each page in a file of its own beside the whole document, which is a readable TIFF after every page. */
export class FilePageStore implements PageStore {
  #whole: FaxDocumentWriter | undefined;
  #count = 0;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(private readonly tiffPath: string) {}

  /** One after another: a sender that begins anew may be done with its next page first. */
  add(page: FaxPage): Promise<string> {
    const added = this.#writing.then(() => this.#write(page));
    this.#writing = added.catch(() => undefined);
    return added;
  }

  async close(): Promise<void> {
    await this.#whole?.close();
  }

  async #write(page: FaxPage): Promise<string> {
    this.#count += 1;
    const pagePath = pagePathOf(this.tiffPath, this.#count);
    const image = imageOf(page);
    await writePage(pagePath, page, image);
    this.#whole ??= await FaxDocumentWriter.create(this.tiffPath);
    await this.#whole.append(page, image);
    return pagePath;
  }
}

/** `fax.tif` has `fax.page-0001.tif` beside it; counted from 1. */
function pagePathOf(tiffPath: string, page: number): string {
  return `${tiffPath.replace(/\.tiff?$/, '')}.page-${String(page).padStart(DIGITS, '0')}.tif`;
}
