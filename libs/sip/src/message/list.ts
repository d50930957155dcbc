import { LIST_ENTRIES_MAX } from '../limits.ts';

/** Splits at commas outside quotes and angle brackets; undefined when there are too many entries or a quote stays open. */
export function splitList(value: string): string[] | undefined {
  const entries: string[] = [];
  let start = 0;
  let quoted = false;
  let bracketed = false;
  for (let index = 0; index < value.length; index++) {
    const char = value.charAt(index);
    if (quoted) {
      if (char === '\\') index++;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '<') bracketed = true;
    else if (char === '>') bracketed = false;
    else if (char === ',' && !bracketed) {
      entries.push(value.slice(start, index).trim());
      start = index + 1;
    }
    if (entries.length >= LIST_ENTRIES_MAX) return undefined;
  }
  if (quoted) return undefined;
  entries.push(value.slice(start).trim());
  return entries.filter((entry) => entry.length > 0);
}
