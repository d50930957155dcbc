import { MASTER_KEY_BYTES, seal, unseal } from './sealed-secret.ts';
import type { WebhookEndpointEntity } from './webhook-endpoint-entity.ts';
import type { SigningKey } from './webhook-signing-key.ts';

export type OwnHeaders = Readonly<Record<string, string>>;

/** Seals what endpoints must keep to themselves, and opens it where it is needed. Everything opens in its own row and column only. */
export class WebhookVault {
  readonly #masterKey: Buffer;

  /** @param masterKey 32 bytes */
  constructor(masterKey: Buffer) {
    if (masterKey.length !== MASTER_KEY_BYTES) throw new RangeError(`a master key has ${MASTER_KEY_BYTES} bytes`);
    this.#masterKey = masterKey;
  }

  sealSecret(id: string, secret: string): Buffer {
    return seal(secret, this.#masterKey, id);
  }

  secretOf({ id, sealedSecret }: WebhookEndpointEntity): string {
    return unseal(sealedSecret, this.#masterKey, id);
  }

  sealPrevious(id: string, key: SigningKey): Buffer {
    return seal(JSON.stringify(key), this.#masterKey, `${id} previous`);
  }

  sealHeaders(id: string, headers: OwnHeaders): Buffer | null {
    return Object.keys(headers).length === 0 ? null : seal(JSON.stringify(headers), this.#masterKey, `${id} headers`);
  }

  headersOf({ id, sealedHeaders }: WebhookEndpointEntity): OwnHeaders {
    return sealedHeaders ? (JSON.parse(unseal(sealedHeaders, this.#masterKey, `${id} headers`)) as OwnHeaders) : {};
  }

  /** The keys that sign at that time, the present one first. */
  keysOf(row: WebhookEndpointEntity, now: number): SigningKey[] {
    const present = { signature: row.signature, secret: this.secretOf(row) };
    const overlap = row.sealedPrevious && row.previousUntil && row.previousUntil.getTime() > now;
    return overlap ? [present, JSON.parse(unseal(row.sealedPrevious as Buffer, this.#masterKey, `${row.id} previous`)) as SigningKey] : [present];
  }
}

/** From here on the end of a value tells two keys apart and gives nothing away worth guessing from. */
const MASK_MIN_CHARS = 16;
const SHOWN_CHARS = 4;

/** A header's value as it is shown once it was given. */
export function masked(value: string): string {
  return `****${value.length < MASK_MIN_CHARS ? '' : value.slice(-SHOWN_CHARS)}`;
}

export function maskedHeaders(headers: OwnHeaders): OwnHeaders {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, masked(value)]));
}
