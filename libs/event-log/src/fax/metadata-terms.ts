import { createHash } from 'node:crypto';

/** A pair of metadata as a number: signed 64 bit, as PostgreSQL's bigint, in decimal. Another pair with the same number is told apart by the pair itself. */
export function termOf(key: string, value: string): string {
  const digest = createHash('sha256').update(JSON.stringify([key, value])).digest();
  return digest.readBigInt64BE(0).toString();
}

export function termsOf(metadata: Readonly<Record<string, string>>): string[] {
  return [...new Set(Object.entries(metadata).map(([key, value]) => termOf(key, value)))];
}
