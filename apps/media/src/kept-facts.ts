import { appendKeptFacts, type FactJournal, type FaxRecord } from '@faxwire/lifecycle';
import type { Foundation } from '@faxwire/runtime';

/** A log that was away is asked again so often; at the start at once. */
const LOOK_EVERY_MS = 30_000;

/** Appends what attempts confirmed while the log was away: those of an earlier process first, before anybody judges them. */
export function keepAppending(parts: { readonly journal: FactJournal; readonly faxes: FaxRecord } & Pick<Foundation, 'logger' | 'closing'>): void {
  const { journal, faxes, logger, closing } = parts;
  let looking: Promise<void> | undefined;
  const look = (): void => {
    looking ??= appendKeptFacts(journal, faxes)
      .then((taken) => { if (taken > 0) logger.info({ facts: taken }, 'facts that were kept on the disk are in the log'); })
      .catch((error: unknown) => logger.warn({ err: error }, 'facts on the disk could not be appended and will be again'))
      .finally(() => { looking = undefined; });
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  closing.defer('kept facts', async () => {
    clearInterval(timer);
    await looking;
  });
}
