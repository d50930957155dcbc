import { setTimeout as sleep } from 'node:timers/promises';
import { FaxwireError } from './faxwire-error.ts';

export interface RetryPolicy {
  /** All together, with the first. */
  readonly attempts: number;
  readonly firstDelayMs: number;
  /** Also the longest `Retry-After` that is waited for: beyond it the error is the caller's to handle. */
  readonly maxDelayMs: number;
  readonly random: () => number;
  readonly wait: (delayMs: number, signal?: AbortSignal) => Promise<void>;
}

export const DEFAULT_RETRY: RetryPolicy = {
  attempts: 4,
  firstDelayMs: 250,
  maxDelayMs: 30_000,
  random: Math.random,
  wait: (delayMs, signal) => sleep(delayMs, undefined, signal ? { signal } : {}),
};

export interface Repetition {
  /** Whether nothing is done twice where the request reached the server and its answer did not reach us. */
  readonly safe: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** The outcome of the action, which is repeated while that can help and does no harm. */
export async function retrying<Outcome>(action: () => Promise<Outcome>, policy: RetryPolicy, { safe, signal }: Repetition): Promise<Outcome> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await action();
    } catch (error) {
      const delayMs = delayAfter(error, attempt, policy);
      if (attempt >= policy.attempts || signal?.aborted || !mayRepeat(error, safe) || delayMs > policy.maxDelayMs) throw error;
      await policy.wait(delayMs, signal);
    }
  }
}

/** Refused before anything was done: repeating is safe whatever was asked for. */
const UNTOUCHED = new Set([408, 429, 503]);

function mayRepeat(error: unknown, safe: boolean): boolean {
  if (error instanceof FaxwireError) return error.retriable && (safe || UNTOUCHED.has(error.status));
  return safe && isLostConnection(error);
}

/** What `fetch` throws where there is no answer. By name: `fetch` may have a TypeError of another realm than ours. */
export function isLostConnection(error: unknown): boolean {
  const { name, message } = (error ?? {}) as { readonly name?: unknown; readonly message?: unknown };
  return name === 'TypeError' && (message === 'fetch failed' || message === 'terminated');
}

/** Doubles each time; half of it by chance, so that many clients do not come back as one. */
function delayAfter(error: unknown, attempt: number, { firstDelayMs, maxDelayMs, random }: RetryPolicy): number {
  const growing = Math.min(maxDelayMs, firstDelayMs * 2 ** (attempt - 1));
  const jittered = growing / 2 + (random() * growing) / 2;
  const asked = error instanceof FaxwireError ? error.retryAfterMs : undefined;
  return asked === undefined ? jittered : asked + (jittered - growing / 2);
}
