import { type FileHandle, open } from 'node:fs/promises';
import { readGrey } from '../image/decoder.ts';
import { type FaxTiffPage, indexFaxTiff } from './fax-tiff-index.ts';
import { pagePng } from './page-png.ts';
import { pagesPdf } from './pages-pdf.ts';

export interface PagePreview {
  readonly widthPx: number;
  readonly heightPx: number;
  /** One byte a pixel. */
  readonly grey: Uint8Array;
}

/** Pages that were sent, in a fax TIFF of ours on the disk, for people to look at. To be closed. */
export class FaxPages {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #pages: readonly FaxTiffPage[];

  private constructor(path: string, file: FileHandle, pages: readonly FaxTiffPage[]) {
    this.#path = path;
    this.#file = file;
    this.#pages = pages;
  }

  static async open(path: string): Promise<FaxPages> {
    const file = await open(path, 'r');
    try {
      return new FaxPages(path, file, await indexFaxTiff(file));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  get pageCount(): number {
    return this.#pages.length;
  }

  /** Piece by piece. The file may lose its name meanwhile: it is open. */
  pdf(): AsyncGenerator<Buffer, void> {
    return pagesPdf(this.#file);
  }

  /** @param index 0-based; undefined where there is no such page */
  async png(index: number): Promise<Buffer | undefined> {
    const page = this.#pages[index];
    return page && pagePng({ path: this.#path, index, page });
  }

  /** A page in greys, so many pixels wide and in its true proportions. @param index 0-based; undefined where there is no such page */
  async preview(index: number, widthPx: number): Promise<PagePreview | undefined> {
    const page = this.#pages[index];
    if (!page) return undefined;
    const heightPx = Math.max(1, Math.round((widthPx * (page.heightPx / page.yDpi)) / (page.widthPx / page.xDpi)));
    const { pixels } = await readGrey(this.#path, index, { width: widthPx, height: heightPx });
    return { widthPx, heightPx, grey: pixels };
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
