import type { DocumentReference } from '@faxwire/fax';
import { withScratchFiles } from './scratch-file.ts';
import type { DocumentVault, PageBinder } from './step-dependencies.ts';

export interface ReceivedDocumentDependencies {
  readonly documents: DocumentVault;
  readonly binder: PageBinder;
  readonly scratchDir: string;
}

export interface ReceivedPages {
  readonly tenantId: string;
  /** Each stored already; SHA-256, hex. */
  readonly pages: readonly { readonly sha256: string }[];
}

/** The pages that came in as one document; undefined where none came. */
export async function receivedDocument(deps: ReceivedDocumentDependencies, { tenantId, pages }: ReceivedPages): Promise<DocumentReference | undefined> {
  const { documents, binder, scratchDir } = deps;
  if (pages.length === 0) return undefined;
  return withScratchFiles(scratchDir, pages.length + 1, async ([outputPath = '', ...pagePaths]) => {
    for (const [index, { sha256 }] of pages.entries()) await documents.materialise(tenantId, sha256, pagePaths[index] ?? '');
    await binder.bind(pagePaths, outputPath);
    return { ...(await documents.putFile(tenantId, outputPath)), mediaType: 'image/tiff' };
  });
}
