import { refreshedCall } from './refreshed-call.ts';

/** Sixty short pages take three and a half minutes in T.30: so they take longer than the 90 s in which two refreshes come. */
const SPEED = 2;
const TIMEOUT_SECONDS = 400;
const SESSION_SECONDS = 90;
const PAGES = 60;

describe('a fax of 60 pages in a session that ends after 90 s by the clock on the wall', () => {
  it('outlives it by two refreshes, and arrives page by page', async () => {
    const { result, sipp, confirmed, sent, arrived, seconds } = await refreshedCall({ speed: SPEED, sipSpeed: 1, timeoutSeconds: TIMEOUT_SECONDS });
    process.stdout.write(`60 pages over refreshes: ${seconds.toFixed(1)} s\n`);
    expect(sipp).toEqual({ exitCode: 0, errors: '' });
    expect(result.ok ? undefined : result.failure).toBeUndefined();
    expect(seconds).toBeGreaterThan(SESSION_SECONDS);
    expect(confirmed).toEqual(Array.from({ length: PAGES }, (_, page) => page));
    expect(arrived.map((rows, page) => rows.equals(sent[page] ?? Buffer.alloc(0)))).toEqual(Array(PAGES).fill(true));
  }, 1_000 * TIMEOUT_SECONDS);
});
