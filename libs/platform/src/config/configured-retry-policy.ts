import { DEFAULT_RETRY_POLICY, type RetryPolicy } from '@faxwire/fax';
import type { Configuration } from './configuration-schema.ts';

const SECOND_MS = 1_000;

/** The default policy with what the configuration changes in it. */
export function configuredRetryPolicy({ retry }: Pick<Configuration, 'retry'>): RetryPolicy {
  const changed = Object.entries(retry.delaySeconds).map(([cause, delays]) => [cause, (delays ?? []).map((delay) => delay * SECOND_MS)]);
  return {
    ...DEFAULT_RETRY_POLICY,
    maxAttempts: retry.maxAttempts,
    delaysMs: { ...DEFAULT_RETRY_POLICY.delaysMs, ...(Object.fromEntries(changed) as Partial<RetryPolicy['delaysMs']>) },
  };
}
