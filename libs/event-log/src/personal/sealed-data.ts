import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { FaxEventType } from '@faxwire/fax';
import { blank, join, part } from './personal-data.ts';

/** AES-256. */
const KEY_BYTES = 32;
/** The nonce size that GCM is made for (NIST SP 800-38D, 8.2.1). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Under which name the sealed part stands among an event's data. */
const SEALED = 'sealed';

type Data = Readonly<Record<string, unknown>>;

/** A key of one fax: it is destroyed, and its events stay. */
export function newPersonalKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/**
 * The data as it is stored: what is personal is encrypted with the fax's key.
 * @param boundTo id of the event: the sealed part opens in it and in no other
 */
export function sealData(type: FaxEventType, data: Data, { key, boundTo }: { readonly key: Buffer; readonly boundTo: string }): Data {
  const { open, personal } = part(type, data);
  if (!personal) return data;
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(boundTo));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(personal), 'utf8'), cipher.final()]);
  return { ...open, [SEALED]: Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64') };
}

/**
 * The data as it was given; without the key, with blanks in place of what was personal.
 * @throws where the row was tampered with
 */
export function unsealData(type: FaxEventType, stored: Data, { key, boundTo }: { readonly key: Buffer | null; readonly boundTo: string }): Data {
  const { [SEALED]: sealed, ...open } = stored;
  if (typeof sealed !== 'string') return stored;
  return key ? join({ open, personal: unseal(Buffer.from(sealed, 'base64'), key, boundTo) }) : blank(type, open);
}

function unseal(sealed: Buffer, key: Buffer, boundTo: string): Data {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(boundTo))
    .setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const text = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  return JSON.parse(text) as Data;
}
