import * as z from 'zod';
import { ADDITION } from './addition.ts';

/** RFC 6749, 4.4.2. Other parameters are ignored, as it says. */
export const TokenRequest = z
  .object({
    grant_type: z.string().meta({ example: 'client_credentials' }),
    client_id: z.string().optional().meta({ description: 'The id of an API key, where it does not come by Basic.', example: '4f1c9a52d1b24c8e' }),
    client_secret: z.string().optional().meta({ description: 'That API key, whole.', example: 'fw_test_4f1c9a52d1b24c8e' }),
    scope: z.string().optional().meta({ description: 'Scopes, with blanks between; default: all that the key has.', example: 'fax:read fax:write' }),
  })
  .meta({ id: 'TokenRequest', ...ADDITION });

/** RFC 6749, 5.1. */
export const TokenBody = z
  .strictObject({
    access_token: z.string().meta({ description: 'Opaque: for the Authorization header.' }),
    token_type: z.literal('Bearer'),
    expires_in: z.int().meta({ description: 'Seconds.', example: 3600 }),
    scope: z.string().meta({ example: 'fax:read fax:write' }),
  })
  .meta({ id: 'Token', ...ADDITION });
export type TokenBody = z.infer<typeof TokenBody>;

export const OAUTH_ERRORS = ['invalid_request', 'invalid_client', 'unauthorized_client', 'unsupported_grant_type', 'invalid_scope'] as const;

/** RFC 6749, 5.2. */
export const OAuthErrorBody = z
  .strictObject({ error: z.enum(OAUTH_ERRORS), error_description: z.string() })
  .meta({ id: 'OAuthError', ...ADDITION });
export type OAuthErrorBody = z.infer<typeof OAuthErrorBody>;
