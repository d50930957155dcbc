import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DocumentRenderer } from '@faxwire/documents';
import { readFaxDocument } from '@faxwire/terminal';

/** A page as rows of dots, at 204 by 196 an inch. */
export type PageRows = Buffer;

/** Octets in a row of 1728 dots. */
export const ROW_OCTETS = 216;

/** The pages of a text as they are rendered. */
export function rowsOfText(text: string): Promise<PageRows[]> {
  return withFolder(async (folder) => {
    const [inputPath, outputPath] = [join(folder, 'text.txt'), join(folder, 'pages.tif')];
    await writeFile(inputPath, text);
    const renderer = new DocumentRenderer();
    try {
      await renderer.render({ inputPath, outputPath });
    } finally {
      await renderer.close();
    }
    return rowsIn(outputPath);
  });
}

/** The pages that a machine of the sandbox confirmed in a call: what came of a page that broke off is none. */
export async function rowsOfCall(baseUrl: string, { id, pages }: { readonly id: string; readonly pages: number }): Promise<PageRows[]> {
  if (pages === 0) return [];
  const response = await fetch(`${baseUrl}/sandbox/faxes/${encodeURIComponent(id)}/pages.tiff`);
  return (await rowsOfTiff(Buffer.from(await response.arrayBuffer()))).slice(0, pages);
}

export function rowsOfTiff(tiff: Buffer): Promise<PageRows[]> {
  return withFolder(async (folder) => {
    const path = join(folder, 'pages.tiff');
    await writeFile(path, tiff);
    return rowsIn(path);
  });
}

async function rowsIn(path: string): Promise<PageRows[]> {
  const document = await readFaxDocument(path);
  return Array.from({ length: document.pageCount }, (_, index) => Buffer.from(document.page(index).raster.octets));
}

async function withFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'faxwire-rows-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
