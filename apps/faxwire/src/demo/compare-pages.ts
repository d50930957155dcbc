import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFaxPages } from '@faxwire/documents';

export type Comparison = { readonly identical: true; readonly pages: number } | { readonly identical: false; readonly reason: string };

/** Compares what a sandbox fax machine received of a fax with what was sent, row by row, by the hashes of the pages. */
export async function comparePages(baseUrl: string, faxId: string, sent: readonly string[]): Promise<Comparison> {
  const { faxes } = (await (await fetch(`${baseUrl}/sandbox/faxes`)).json()) as { faxes: { id: string; faxId?: string; startedOn: string; pages: number }[] };
  const calls = faxes.filter((call) => call.faxId === faxId && call.pages > 0).sort((a, b) => a.startedOn.localeCompare(b.startedOn));
  const received = (await Promise.all(calls.map(({ id }) => pagesOf(baseUrl, id)))).flat();
  if (received.length !== sent.length) return { identical: false, reason: `${sent.length} pages were sent and ${received.length} received` };
  const different = sent.findIndex((sha256, index) => sha256 !== received[index]);
  return different < 0 ? { identical: true, pages: sent.length } : { identical: false, reason: `page ${different + 1} differs` };
}

/** The hashes of the pages that a sandbox fax machine received in a call. */
export async function pagesOf(baseUrl: string, callId: string): Promise<string[]> {
  const response = await fetch(`${baseUrl}/sandbox/faxes/${encodeURIComponent(callId)}/pages.tiff`);
  if (!response.ok) return [];
  const folder = await mkdtemp(join(tmpdir(), 'faxwire-received-'));
  try {
    const path = join(folder, 'pages.tiff');
    await writeFile(path, Buffer.from(await response.arrayBuffer()));
    return (await readFaxPages(path)).map(({ sha256 }) => sha256);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
