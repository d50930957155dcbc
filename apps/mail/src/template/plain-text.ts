/** Longer than any sentence of ours; metadata and what a far end says are shown, not archived here. */
const MAX_SHOWN_CHARS = 300;

/**
 * One line of what others wrote. Control characters could begin a header of a mail, and invisible ones turn the text
 * around (Unicode TR 36, bidirectional overrides).
 */
export function plainLine(value: string): string {
  const line = value.slice(0, MAX_SHOWN_CHARS * 2).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ').trim();
  const chars = [...line];
  return chars.length > MAX_SHOWN_CHARS ? `${chars.slice(0, MAX_SHOWN_CHARS - 1).join('')}…` : line;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? '');
}
