import type { IncomingHttpHeaders } from 'node:http';

/** The API key that came with a request: Bearer token, X-Auth-Token, or the password of Basic. The user name of Basic says nothing: the key names its tenant. */
export function presentedCredential(headers: IncomingHttpHeaders): string | undefined {
  const { authorization } = headers;
  if (authorization !== undefined) return ofAuthorization(authorization);
  const token = headers['x-auth-token'];
  return typeof token === 'string' && token !== '' ? token : undefined;
}

function ofAuthorization(header: string): string | undefined {
  const space = header.indexOf(' ');
  const scheme = header.slice(0, space).toLowerCase();
  const value = header.slice(space + 1).trim();
  if (scheme === 'bearer') return value || undefined;
  return scheme === 'basic' ? passwordOf(Buffer.from(value, 'base64').toString('utf8')) : undefined;
}

function passwordOf(pair: string): string | undefined {
  const colon = pair.indexOf(':');
  return colon < 0 ? undefined : pair.slice(colon + 1) || undefined;
}
