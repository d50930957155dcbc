import type { T30Document, T30Fact } from '@faxwire/t30';
import { COMPLETION, T30Call } from '@faxwire/t30';
import type { FaxEngine } from '@faxwire/t38';
import type { FaxTerminalOptions } from '../fax-terminal.ts';
import { engineOptions } from './engine-options.ts';
import type { OwnCallParts } from './own-call.ts';
import { OwnCall } from './own-call.ts';
import { readFaxDocument } from './pages/fax-document.ts';
import { FilePageStore } from './pages/file-page-store.ts';
import { CANNOT_OPEN, endingWith } from './ending-engine.ts';
import { documentPart } from './pages/document-part.ts';

/** A call on the files that the options name. A document that cannot be read is a call that ends as it starts. */
export async function openOwnCall(options: FaxTerminalOptions, parts: Omit<OwnCallParts, 'engine' | 'options' | 'pages'>): Promise<OwnCall> {
  const engine = await openEngine(options);
  const pages = options.receive ? { pages: new FilePageStore(options.receive.tiffPath) } : {};
  return new OwnCall({ ...parts, ...pages, engine, options });
}

async function openEngine(options: FaxTerminalOptions): Promise<FaxEngine<T30Fact>> {
  try {
    return new T30Call(engineOptions(options, await openDocument(options)));
  } catch (error) {
    return endingWith(isMissing(error) ? CANNOT_OPEN : COMPLETION.documentUnreadable);
  }
}

async function openDocument(options: FaxTerminalOptions): Promise<T30Document | undefined> {
  const { transmit } = options;
  return transmit && documentPart(await readFaxDocument(transmit.tiffPath), { ...options, transmit, at: new Date() });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
