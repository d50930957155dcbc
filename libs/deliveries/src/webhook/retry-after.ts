/** Seconds beyond this many digits are nonsense, and would leave the safe integers. */
const MAX_DIGITS = 9;

/** Only these say by Retry-After when to come back (RFC 6585 section 4, RFC 9110 section 15.6.4). */
const STATUSES: ReadonlySet<number> = new Set([429, 503]);

/**
 * The wait that a Retry-After header asks for (RFC 9110 section 10.2.3: seconds or a date), ms.
 * @param now milliseconds since the Unix epoch
 */
export function retryAfterOf(status: number, header: string | undefined, now: number): number | undefined {
  if (!STATUSES.has(status) || header === undefined) return undefined;
  const value = header.trim();
  if (/^\d+$/u.test(value)) return value.length > MAX_DIGITS ? undefined : Number(value) * 1_000;
  // Dates only: Date.parse would also read bare numbers and years.
  if (!/^[A-Z][a-z]{2,8},/u.test(value)) return undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(at - now, 0);
}
