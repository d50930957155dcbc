export const COLUMNS = 80;
export const LINES_PER_PAGE = 60;
const TAB_COLUMNS = 8;

/** Plain text as pages of lines: wrapped at 80 columns, tabs expanded, form feeds kept as page breaks. */
export function* layOutText(text: string): Generator<string[]> {
  const clean = text.replace(/^\ufeff/, '').normalize('NFC').replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n');
  for (const sheet of clean.trimEnd().split('\f')) yield* pagesOf(sheet);
}

function* pagesOf(sheet: string): Generator<string[]> {
  let page: string[] = [];
  for (const line of withoutOuterBreaks(sheet).split('\n')) {
    for (const row of wrap(expandTabs(line))) {
      if (page.length === LINES_PER_PAGE) {
        yield page;
        page = [];
      }
      page.push(row);
    }
  }
  yield page;
}

function expandTabs(line: string): string {
  const printable = line.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
  return printable.split('\t').reduce((row, cell) => row + ' '.repeat(TAB_COLUMNS - (row.length % TAB_COLUMNS)) + cell);
}

/** The line break after a form feed belongs to it; string methods, because `/\n+$/` takes quadratic time. */
function withoutOuterBreaks(sheet: string): string {
  return (sheet.startsWith('\n') ? sheet.slice(1) : sheet).trimEnd();
}

/** Two UTF-16 units a character, and one character more to see whether a word ends at the margin. */
const WINDOW_UNITS = 2 * (COLUMNS + 1);

/** Breaks at the last space that fits; a word wider than the page is cut. Looks at one row at a time: lines may have megabytes. */
function* wrap(untrimmed: string): Generator<string> {
  const line = untrimmed.trimEnd();
  let at = 0;
  for (;;) {
    const ahead = Array.from(line.slice(at, at + WINDOW_UNITS)).slice(0, COLUMNS + 1);
    if (ahead.length <= COLUMNS) break;
    const space = ahead.lastIndexOf(' ');
    const row = ahead.slice(0, space > 0 ? space : COLUMNS).join('');
    yield row;
    at += row.length + (line[at + row.length] === ' ' ? 1 : 0);
  }
  yield line.slice(at);
}
