import { setTimeout as sleep } from 'node:timers/promises';
import { appendKeptFacts, type FactJournal, type FaxRecord } from '@faxwire/lifecycle';
import type { Foundation } from '@faxwire/runtime';

/** A log that was away is asked again so often; at the start at once. */
const LOOK_EVERY_MS = 30_000;

/** A start does not wait for longer: a log that is away is asked again by itself. */
const FIRST_LOOK_WITHIN_MS = 5_000;

/** Appends what attempts and calls confirmed while the log was away. Resolves after a first look: what an earlier process left comes before anybody judges it. */
export async function keepAppending(parts: { readonly journal: FactJournal; readonly faxes: FaxRecord } & Pick<Foundation, 'logger' | 'closing'>): Promise<void> {
  const { journal, faxes, logger, closing } = parts;
  let looking: Promise<void> | undefined;
  const look = (): Promise<void> => {
    looking ??= appendKeptFacts(journal, faxes)
      .then((taken) => { if (taken > 0) logger.info({ facts: taken }, 'facts that were kept on the disk are in the log'); })
      .catch((error: unknown) => logger.warn({ err: error }, 'facts on the disk could not be appended and will be again'))
      .finally(() => { looking = undefined; });
    return looking;
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  timer.unref();
  closing.defer('kept facts', async () => {
    clearInterval(timer);
    await looking;
  });
  await Promise.race([look(), sleep(FIRST_LOOK_WITHIN_MS, undefined, { ref: false })]);
}
