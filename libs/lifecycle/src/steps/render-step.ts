import type { DocumentReference, FaxCommand, FaxState } from '@faxwire/fax';
import { withScratchFiles } from './scratch-file.ts';
import type { BookkeepingDependencies, RenderJob } from './step-dependencies.ts';

type RenderDependencies = Pick<BookkeepingDependencies, 'faxes' | 'documents' | 'renderer' | 'scratchDir'>;

/** Turns the documents into fax pages and records them, or closes the fax with the reason why there are none. */
export async function renderStep(deps: RenderDependencies, faxId: string): Promise<void> {
  const state = await deps.faxes.load(faxId);
  if (state.pages || !state.document) return;
  await deps.faxes.execute(faxId, await outcomeOf(deps, state, [state.document, ...(state.attachments ?? [])]));
}

async function outcomeOf(deps: RenderDependencies, state: FaxState, uploads: readonly DocumentReference[]): Promise<FaxCommand> {
  const { documents, scratchDir } = deps;
  for (const { sha256 } of uploads) {
    if (!(await documents.has(state.tenantId, sha256))) return { type: 'CloseAsFailed', cause: 'document_missing' };
  }
  return withScratchFiles(scratchDir, uploads.length + 1, async ([outputPath = '', inputPath = '', ...attachmentPaths]) => {
    for (const [at, { sha256 }] of uploads.entries()) await documents.materialise(state.tenantId, sha256, [inputPath, ...attachmentPaths][at] ?? '');
    return renderTo(deps, state, { inputPath, attachmentPaths, outputPath });
  });
}

async function renderTo(deps: RenderDependencies, state: FaxState, paths: Pick<RenderJob, 'inputPath' | 'attachmentPaths' | 'outputPath'>): Promise<FaxCommand> {
  const { resolution, pageSize, coverPage, createdAt } = state;
  const cover = coverPage && { ...coverPage, date: printedDate(createdAt) };
  const rendering = await deps.renderer.render({ ...paths, resolution, ...(pageSize && { pageSize }), ...(cover && { cover }) });
  if (!rendering.ok) return { type: 'CloseAsFailed', cause: rendering.cause, detail: rendering.detail };
  const stored = await deps.documents.putFile(state.tenantId, paths.outputPath);
  const { pageCount, widthPx, pageSha256, renderMs } = rendering;
  return { type: 'RecordRendering', pages: { ...stored, pageCount, widthPx, pageSha256, renderMs } };
}

const MINUTES = 16;

/** When the fax was accepted, not when it was rendered: rendered again it is the same fax. */
function printedDate(at: number): string {
  return `${new Date(at).toISOString().slice(0, MINUTES).replace('T', ' ')} UTC`;
}
