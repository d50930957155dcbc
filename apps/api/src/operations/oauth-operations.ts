import { OAuthErrorBody, TokenBody, TokenRequest } from '@faxwire/contracts';
import type { Operation } from '../operation.ts';

export const OAUTH_OPERATIONS = {
  issueToken: {
    operationId: 'issueToken', open: true, method: 'post', path: '/oauth/token', summary: 'Get an access token for an API key (Faxwire)',
    description:
      'OAuth 2 client credentials (RFC 6749, 4.4). The client id is the id of an API key and the secret that key; they come by Basic or in the body. '
      + 'The token is for the Authorization header, and ends with its key.',
    body: { contentType: 'application/x-www-form-urlencoded', schema: TokenRequest },
    responses: [
      { status: 200, description: 'The token.', schema: TokenBody },
      { status: 400, description: 'The request is refused, in the form of RFC 6749, 5.2.', schema: OAuthErrorBody },
      { status: 401, description: 'The client is not known, or its secret is another.', schema: OAuthErrorBody },
    ],
    errors: ['unsupported_content_type', 'request_too_large', 'too_many_failures'],
  },
} as const satisfies Record<string, Operation>;
