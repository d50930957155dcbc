import { FaxwireError, errorOf } from './faxwire-error.ts';

/** OAuth 2 client credentials (RFC 6749, 4.4). */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Separated by blanks; all that the client may do where it is left out. */
  readonly scope?: string;
  /** Default: `/oauth/token` of the base URL. */
  readonly tokenUrl?: string;
}

/** Gives the token that goes with a request. */
export type TokenSource = () => Promise<string>;

/** A token that ends while a request is under way is of no use. */
const EARLY_MS = 30_000;

/** Tokens are asked for when they are needed, once for all requests that wait, and used until they end. */
export function oauthTokens({ clientId, clientSecret, scope, tokenUrl }: OAuthClient & { readonly tokenUrl: string }, now: () => number): TokenSource {
  let current: { token: Promise<string>; endsAt: number } | undefined;
  return () => {
    if (current && current.endsAt > now()) return current.token;
    const entry = { token: askFor().then(kept), endsAt: Infinity };
    current = entry;
    entry.token.catch(() => {
      if (current === entry) current = undefined;
    });
    return entry.token;

    function kept({ token, lifeMs }: { readonly token: string; readonly lifeMs: number }): string {
      entry.endsAt = now() + lifeMs - EARLY_MS;
      return token;
    }
  };

  async function askFor(): Promise<{ token: string; lifeMs: number }> {
    const body = new URLSearchParams({ grant_type: 'client_credentials', ...(scope !== undefined && { scope }) });
    const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
    const response = await fetch(tokenUrl, { method: 'POST', body, headers: { authorization: `Basic ${basic}` } });
    if (!response.ok) throw await errorOf(response);
    const answer = (await response.json()) as { readonly access_token?: unknown; readonly expires_in?: unknown };
    if (typeof answer.access_token !== 'string') throw new FaxwireError(response.status, undefined, response.headers);
    return { token: answer.access_token, lifeMs: Number(answer.expires_in ?? 0) * 1_000 };
  }
}
