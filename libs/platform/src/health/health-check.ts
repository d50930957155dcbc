/** A dependency that does not answer within this time is not there for a request either. */
export const CHECK_TIMEOUT_MS = 2_000;

/** Resolves when the dependency can be used; rejects when not. */
export type HealthCheck = () => Promise<void>;

export interface HealthReport {
  readonly ready: boolean;
  /** Only names and outcomes: anybody may read them. */
  readonly checks: Readonly<Record<string, 'ok' | 'failed' | 'timeout'>>;
}

/** Runs all checks at once; takes no longer than the time-out, whatever they do. */
export async function runChecks(checks: Readonly<Record<string, HealthCheck>>, timeoutMs = CHECK_TIMEOUT_MS): Promise<HealthReport> {
  const outcomes = await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await outcomeOf(check, timeoutMs)] as const));
  return { ready: outcomes.every(([, outcome]) => outcome === 'ok'), checks: Object.fromEntries(outcomes) };
}

async function outcomeOf(check: HealthCheck, timeoutMs: number): Promise<'ok' | 'failed' | 'timeout'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'timeout'>((resolve) => {
    timer = setTimeout(() => resolve('timeout'), timeoutMs);
  });
  const checked = Promise.resolve()
    .then(check)
    .then(() => 'ok' as const, () => 'failed' as const);
  try {
    return await Promise.race([checked, late]);
  } finally {
    clearTimeout(timer);
  }
}
