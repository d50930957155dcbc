import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DocumentRenderer, type DocumentStore } from '@faxwire/documents';
import type { DocumentRendered } from '@faxwire/fax';

/** For specs: pages as the renderer makes them, stored. */
export async function renderedPages(store: Pick<DocumentStore, 'put'>, tenantId: string, pageCount: number): Promise<DocumentRendered['data']> {
  const folder = await mkdtemp(join(tmpdir(), 'faxwire-rendered-'));
  const [inputPath, outputPath] = [join(folder, 'in'), join(folder, 'out.tif')];
  const renderer = new DocumentRenderer();
  try {
    await writeFile(inputPath, Array.from({ length: pageCount }, (_, n) => `Page ${n + 1}`).join('\f'));
    const rendered = await renderer.render({ inputPath, outputPath });
    if (!rendered.ok) throw new Error(rendered.reason);
    const { widthPx, pageSha256, renderMs } = rendered;
    return { ...(await store.put(tenantId, outputPath)), pageCount: rendered.pageCount, widthPx, pageSha256, renderMs };
  } finally {
    await renderer.close();
    await rm(folder, { recursive: true, force: true });
  }
}
