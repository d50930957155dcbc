import type { DocumentReference, FaxCommand, FaxState } from '@faxwire/fax';
import type { BookkeepingDependencies } from './step-dependencies.ts';
import { withScratchFile } from './scratch-file.ts';

type RenderDependencies = Pick<BookkeepingDependencies, 'faxes' | 'documents' | 'renderer' | 'scratchDir'>;

/** Turns the document into fax pages and records them, or closes the fax with the reason why there are none. */
export async function renderStep(deps: RenderDependencies, faxId: string): Promise<void> {
  const state = await deps.faxes.load(faxId);
  if (state.pages || !state.document) return;
  await deps.faxes.execute(faxId, await outcomeOf(deps, state, state.document));
}

async function outcomeOf(deps: RenderDependencies, state: FaxState, document: DocumentReference): Promise<FaxCommand> {
  const { documents, scratchDir } = deps;
  if (!(await documents.has(state.tenantId, document.sha256))) return { type: 'CloseAsFailed', cause: 'document_missing' };
  return withScratchFile(scratchDir, (inputPath) =>
    withScratchFile(scratchDir, async (outputPath) => {
      await documents.materialise(state.tenantId, document.sha256, inputPath);
      return renderTo(deps, state, { inputPath, outputPath });
    }),
  );
}

async function renderTo(deps: RenderDependencies, state: FaxState, paths: { inputPath: string; outputPath: string }): Promise<FaxCommand> {
  const rendering = await deps.renderer.render({ ...paths, resolution: state.resolution });
  if (!rendering.ok) return { type: 'CloseAsFailed', cause: rendering.cause, detail: rendering.detail };
  const stored = await deps.documents.putFile(state.tenantId, paths.outputPath);
  const { pageCount, widthPx, pageSha256, renderMs } = rendering;
  return { type: 'RecordRendering', pages: { ...stored, pageCount, widthPx, pageSha256, renderMs } };
}
