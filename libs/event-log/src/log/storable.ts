const REPLACEMENT = '\ufffd';

/**
 * The value as it can be stored: jsonb takes neither U+0000 nor half a surrogate pair, and both can come from a far end's
 * identification or a sender's metadata. A fact is worth more than one unreadable character.
 */
export function storable<T>(value: T): T {
  return clean(value) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined).map(([name, part]) => [cleanText(name), clean(part)]));
}

function cleanText(text: string): string {
  return text.replaceAll('\0', REPLACEMENT).replace(/\p{Surrogate}/gu, REPLACEMENT);
}
