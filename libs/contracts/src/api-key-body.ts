import * as z from 'zod';
import { ADDITION } from './addition.ts';
import { MODES, Timestamp } from './fax-body.ts';
import { lineText } from './line-text.ts';
import { SCOPES, Scope } from './scope.ts';

const MAX_NAME_CHARS = 100;
/** Whoever has to bring a new secret to many machines gets a week; longer, and the old secret is simply a second one. */
export const MAX_OVERLAP_HOURS = 168;
const DEFAULT_OVERLAP_HOURS = 24;

const scopes = z.array(Scope).min(1).max(SCOPES.length);
const name = lineText(MAX_NAME_CHARS);
const expiresOn = z.iso.datetime({ offset: true }).meta({ description: 'From then on the key is worth nothing.' });

export const CreateApiKey = z
  .strictObject({
    name: name.optional().meta({ example: 'billing server' }),
    mode: z.enum(MODES).optional().meta({ description: 'Default: that of the key that asks. A test key makes test keys only.' }),
    scopes: scopes.optional().meta({ description: 'Default: all that the asking key has, but `key:write` and `tenant:write`.' }),
    expiresOn: expiresOn.optional(),
  })
  .meta({ id: 'CreateApiKey', ...ADDITION });
export type CreateApiKey = z.infer<typeof CreateApiKey>;

export const ChangeApiKey = z
  .strictObject({ name: name.optional(), scopes: scopes.optional(), expiresOn: expiresOn.nullable().optional() })
  .meta({ id: 'ChangeApiKey', ...ADDITION });
export type ChangeApiKey = z.infer<typeof ChangeApiKey>;

export const RollApiKey = z
  .strictObject({
    overlapHours: z.int().min(0).max(MAX_OVERLAP_HOURS).default(DEFAULT_OVERLAP_HOURS).meta({ description: 'The old secret goes on working for so long; 0: it ends at once.' }),
  })
  .meta({ id: 'RollApiKey', ...ADDITION });

const fields = {
  keyId: z.string().meta({ description: 'The part of the key after its prefix, 16 digits.', example: '4f1c9a52d1b24c8e' }),
  name: z.string(),
  mode: z.enum(MODES).meta({ description: '`test`: makes and sees test faxes only.' }),
  scopes: z.array(Scope),
  createdOn: Timestamp,
  expiresOn: Timestamp.optional(),
  revokedOn: Timestamp.optional(),
  lastUsedOn: Timestamp.optional().meta({ description: 'Within a minute or so.' }),
  rolledOn: Timestamp.optional().meta({ description: 'When the secret was last changed.' }),
  oldSecretUntil: Timestamp.optional().meta({ description: 'The secret before this one works until then.' }),
};

export const ApiKeyBody = z.strictObject(fields).meta({ id: 'ApiKey', ...ADDITION });
export type ApiKeyBody = z.infer<typeof ApiKeyBody>;

export const CreatedApiKeyBody = z
  .strictObject({ ...fields, key: z.string().meta({ description: 'The whole key. Shown this once: only its hash is kept.' }) })
  .meta({ id: 'CreatedApiKey', ...ADDITION });
export type CreatedApiKeyBody = z.infer<typeof CreatedApiKeyBody>;

export const ApiKeyListBody = z
  .strictObject({ keys: z.array(ApiKeyBody), next: z.string().optional().meta({ description: 'Where the list goes on, for `after`; absent at its end.' }) })
  .meta({ id: 'ApiKeyList', ...ADDITION });
export type ApiKeyListBody = z.infer<typeof ApiKeyListBody>;
