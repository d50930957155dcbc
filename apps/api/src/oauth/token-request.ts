import type { OAuthErrorBody } from '@faxwire/contracts';

/** RFC 6749, 5.2: what a token request is refused with. */
export class OAuthRefusal extends Error {
  override readonly name = 'OAuthRefusal';
  readonly error: OAuthErrorBody['error'];

  constructor(error: OAuthErrorBody['error'], description: string) {
    super(description);
    this.error = error;
  }
}

export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Either by Basic or in the body, never both (RFC 6749, 2.3). @throws OAuthRefusal */
export function clientOf(authorization: string | undefined, form: URLSearchParams): ClientCredentials {
  const [id, secret] = [form.get('client_id'), form.get('client_secret')];
  if (authorization === undefined) {
    if (id === null || secret === null) throw new OAuthRefusal('invalid_client', 'The client comes by Basic, or as client_id and client_secret.');
    return { clientId: id, clientSecret: secret };
  }
  if (secret !== null) throw new OAuthRefusal('invalid_request', 'The client comes by Basic or in the body, not both.');
  const client = ofBasic(authorization);
  if (id !== null && id !== client.clientId) throw new OAuthRefusal('invalid_request', 'client_id is another than that of Basic.');
  return client;
}

/** A parameter that came twice is an error (RFC 6749, 3.2). @throws OAuthRefusal */
export function grantOf(form: URLSearchParams): void {
  for (const name of ['grant_type', 'scope', 'client_id', 'client_secret']) {
    if (form.getAll(name).length > 1) throw new OAuthRefusal('invalid_request', `${name} came more than once.`);
  }
  const grant = form.get('grant_type');
  if (grant === null || grant === '') throw new OAuthRefusal('invalid_request', 'grant_type is required.');
  if (grant !== 'client_credentials') throw new OAuthRefusal('unsupported_grant_type', 'grant_type is client_credentials.');
}

/** Both halves are form-encoded before they are joined (RFC 6749, 2.3.1). */
function ofBasic(header: string): ClientCredentials {
  const [scheme = '', value = ''] = header.split(/ +/, 2);
  const pair = Buffer.from(value, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (scheme.toLowerCase() !== 'basic' || colon < 0) throw new OAuthRefusal('invalid_client', 'The Authorization header is no Basic pair.');
  return { clientId: decoded(pair.slice(0, colon)), clientSecret: decoded(pair.slice(colon + 1)) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new OAuthRefusal('invalid_client', 'The Basic pair is not form-encoded.');
  }
}
