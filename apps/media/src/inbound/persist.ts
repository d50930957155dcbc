import { setTimeout as sleep } from 'node:timers/promises';
import type { FaxCommand } from '@faxwire/fax';
import type { Execution } from '@faxwire/lifecycle';
import { RECORD_WITHIN_MS } from './inbound-limit.ts';
import type { InboundDependencies } from './inbound-dependency.ts';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

/** A database that is away for a moment costs no call: a fact recorded twice is recorded once, so it is tried again. */
export async function persist({ faxes, now }: Pick<InboundDependencies, 'faxes' | 'now'>, faxId: string, fact: FaxCommand): Promise<Execution> {
  const until = now() + RECORD_WITHIN_MS;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await faxes.execute(faxId, fact);
    } catch (error) {
      if (now() + pauseMs > until) throw error;
      await sleep(pauseMs);
    }
  }
}
