/**
 * How a document rests: a header and chunks, each sealed with AES-256-GCM.
 *
 *   header  magic "FWD1" | nonce 12 | wrapped data key 32 | tag 16      (sealed with the master key, bound to the address)
 *   chunk   length 4 (top bit: the last one) | ciphertext | tag 16       (sealed with the data key)
 *
 * A chunk's nonce is its number, and its length word is authenticated with it: chunks cannot be swapped, dropped,
 * repeated or cut off unnoticed. The data key is random for every document, so a nonce is never used twice with a key.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DocumentStoreError } from './document-store.ts';

const MAGIC = Buffer.from('FWD1');
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const LAST = 0x80000000;

export const TAG_BYTES = 16;
export const LENGTH_BYTES = 4;
export const HEADER_BYTES = MAGIC.length + NONCE_BYTES + KEY_BYTES + TAG_BYTES;

/** What is held in memory at a time; large enough that the tags cost nothing. */
export const CHUNK_BYTES = 64 * 1024;

const GCM = 'aes-256-gcm';

/** A new data key, and the header that carries it wrapped. `binding` ties it to its address: moved elsewhere it does not open. */
export function sealHeader(masterKey: Buffer, binding: string): { header: Buffer; dataKey: Buffer } {
  const dataKey = randomBytes(KEY_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(GCM, masterKey, nonce).setAAD(Buffer.from(binding));
  const wrapped = Buffer.concat([cipher.update(dataKey), cipher.final()]);
  return { header: Buffer.concat([MAGIC, nonce, wrapped, cipher.getAuthTag()]), dataKey };
}

/** @throws DocumentStoreError document_corrupt */
export function openHeader(masterKey: Buffer, binding: string, header: Buffer): Buffer {
  const nonceAt = MAGIC.length;
  const keyAt = nonceAt + NONCE_BYTES;
  const tagAt = keyAt + KEY_BYTES;
  if (header.length !== HEADER_BYTES || !header.subarray(0, nonceAt).equals(MAGIC)) throw new DocumentStoreError('document_corrupt');
  return authentic(() => {
    const decipher = createDecipheriv(GCM, masterKey, header.subarray(nonceAt, keyAt));
    decipher.setAAD(Buffer.from(binding)).setAuthTag(header.subarray(tagAt));
    return Buffer.concat([decipher.update(header.subarray(keyAt, tagAt)), decipher.final()]);
  });
}

export interface Chunk {
  readonly number: number;
  readonly last: boolean;
  readonly bytes: Buffer;
}

export function sealChunk(dataKey: Buffer, { number, last, bytes }: Chunk): Buffer {
  const word = lengthWord(bytes.length, last);
  const cipher = createCipheriv(GCM, dataKey, chunkNonce(number)).setAAD(word);
  return Buffer.concat([word, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** @throws DocumentStoreError document_corrupt */
export function openChunk(dataKey: Buffer, number: number, sealed: Buffer): Buffer {
  return authentic(() => {
    const tagAt = sealed.length - TAG_BYTES;
    const decipher = createDecipheriv(GCM, dataKey, chunkNonce(number));
    decipher.setAAD(sealed.subarray(0, LENGTH_BYTES)).setAuthTag(sealed.subarray(tagAt));
    return Buffer.concat([decipher.update(sealed.subarray(LENGTH_BYTES, tagAt)), decipher.final()]);
  });
}

/** @throws DocumentStoreError document_corrupt for a length that we never write */
export function readLengthWord(word: Buffer): { length: number; last: boolean } {
  if (word.length !== LENGTH_BYTES) throw new DocumentStoreError('document_corrupt');
  const value = word.readUInt32BE();
  const last = value >= LAST;
  const length = last ? value - LAST : value;
  if (length > CHUNK_BYTES) throw new DocumentStoreError('document_corrupt');
  return { length, last };
}

function lengthWord(length: number, last: boolean): Buffer {
  const word = Buffer.alloc(LENGTH_BYTES);
  word.writeUInt32BE(last ? length + LAST : length);
  return word;
}

function chunkNonce(number: number): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUInt32BE(number, NONCE_BYTES - 4);
  return nonce;
}

function authentic(open: () => Buffer): Buffer {
  try {
    return open();
  } catch (cause) {
    throw new DocumentStoreError('document_corrupt', { cause });
  }
}
