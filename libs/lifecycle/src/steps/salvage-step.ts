import { receivedDocument, type ReceivedDocumentDependencies } from './received-document.ts';
import type { BookkeepingDependencies } from './step-dependencies.ts';

type Dependencies = Pick<BookkeepingDependencies, 'faxes' | 'channels'> & ReceivedDocumentDependencies;

/**
 * The log knows of a call that nobody alive is taking: its worker is gone and cannot report any more. What it had stored is
 * kept. A page that the worker had on its own disk opens the fax again, once the next process of it appends the page.
 */
export async function salvageStep(deps: Dependencies, faxId: string): Promise<void> {
  const state = await deps.faxes.load(faxId);
  const { tenantId, incoming, phase, pagesConfirmed: pageCount, updatedAt } = state;
  if (phase !== 'receiving' || !incoming || (await deps.channels.isHeld(faxId))) return;
  const document = await receivedDocument(deps, { tenantId, pages: incoming.pages });
  const durationMs = Math.max(updatedAt - incoming.answeredAt, 0);
  const { remoteStationId } = incoming;
  await deps.faxes.execute(faxId, {
    type: 'CloseIncoming', cause: 'interrupted', detail: 'The process that took this call ended before it reported.',
    end: { pageCount, durationMs, ...(document && { document }), ...(remoteStationId !== undefined && { remoteStationId }) },
  });
}
