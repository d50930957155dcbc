import type { DocumentReference, FaxState } from '@faxwire/fax';
import { withScratchFiles } from './scratch-file.ts';
import type { DocumentVault, PageBinder } from './step-dependencies.ts';

export interface ReceivedDocumentDependencies {
  readonly documents: DocumentVault;
  readonly binder: PageBinder;
  readonly scratchDir: string;
}

/** The pages that came in, each stored already, as one document; undefined where none came. */
export async function receivedDocument(deps: ReceivedDocumentDependencies, { tenantId, incoming }: FaxState): Promise<DocumentReference | undefined> {
  const { documents, binder, scratchDir } = deps;
  const pages = incoming?.pages ?? [];
  if (pages.length === 0) return undefined;
  return withScratchFiles(scratchDir, pages.length + 1, async ([outputPath = '', ...pagePaths]) => {
    for (const [index, { sha256 }] of pages.entries()) await documents.materialise(tenantId, sha256, pagePaths[index] ?? '');
    await binder.bind(pagePaths, outputPath);
    return { ...(await documents.putFile(tenantId, outputPath)), mediaType: 'image/tiff' };
  });
}
