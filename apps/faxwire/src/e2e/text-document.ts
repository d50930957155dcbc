/** A line on each page makes the pages different, so that a page in the wrong place is noticed. */
const LINES = 12;

/** A plain text that becomes so many fax pages. */
export function textOfPages(pages: number, words = 'The quick brown fox jumps over the lazy dog.'): string {
  return Array.from({ length: pages }, (_, page) => sheet(page + 1, words)).join('\f');
}

function sheet(number: number, words: string): string {
  return Array.from({ length: LINES }, (_, line) => `Page ${number}, line ${line + 1}. ${words}`).join('\n');
}
