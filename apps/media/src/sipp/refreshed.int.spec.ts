import { refreshedCall } from './refreshed-call.ts';

/** Two cores keep to it, with short pages. */
const SPEED = 20;
/** A session of 90 s is refreshed every 2.2 s. */
const SIP_SPEED = 20;
const TIMEOUT_SECONDS = 50;
const PAGES = 60;

describe('a fax of 60 pages in a session that ends after 90 s', () => {
  it('is refreshed by UPDATE and then by re-INVITE from where the media is, and arrives page by page', async () => {
    const { result, sipp, confirmed, sent, arrived } = await refreshedCall({ speed: SPEED, sipSpeed: SIP_SPEED, timeoutSeconds: TIMEOUT_SECONDS });
    // The carrier has seen each refresh, and that our description is the one of before (RFC 3264 8: its version would be another).
    expect(sipp).toEqual({ exitCode: 0, errors: '' });
    expect(result.ok ? undefined : result.failure).toBeUndefined();
    expect(confirmed).toEqual(Array.from({ length: PAGES }, (_, page) => page));
    expect(new Set(sent.map((rows) => rows.toString('hex'))).size).toBe(PAGES);
    expect(arrived.map((rows, page) => rows.equals(sent[page] ?? Buffer.alloc(0)))).toEqual(Array(PAGES).fill(true));
  }, 3 * 60_000);
});
