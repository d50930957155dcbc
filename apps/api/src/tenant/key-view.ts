import { timestamp, type ApiKeyBody, type ApiKeyListBody, type CreatedApiKeyBody } from '@faxwire/contracts';
import type { ApiKey, IssuedKey } from '@faxwire/tenancy';
import { nextOf } from './time-cursor.ts';

export function keyBody(key: ApiKey): ApiKeyBody {
  const { keyId, name, mode, scopes, createdAt, expiresAt, revokedAt, lastUsedAt, rolledAt, previousUntil } = key;
  return {
    keyId, name, mode, scopes: [...scopes], createdOn: timestamp(createdAt),
    ...(expiresAt !== undefined && { expiresOn: timestamp(expiresAt) }),
    ...(revokedAt !== undefined && { revokedOn: timestamp(revokedAt) }),
    ...(lastUsedAt !== undefined && { lastUsedOn: timestamp(lastUsedAt) }),
    ...(rolledAt !== undefined && { rolledOn: timestamp(rolledAt) }),
    ...(previousUntil !== undefined && { oldSecretUntil: timestamp(previousUntil) }),
  };
}

export function issuedBody({ apiKey, key }: IssuedKey): CreatedApiKeyBody {
  return { ...keyBody(apiKey), key };
}

export function keyListBody(keys: readonly ApiKey[], limit: number): ApiKeyListBody {
  const last = keys.at(-1);
  return { keys: keys.map(keyBody), ...nextOf(last && { at: last.createdAt, id: last.keyId }, { count: keys.length, limit }) };
}
