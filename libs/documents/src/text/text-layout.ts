export const COLUMNS = 80;
export const LINES_PER_PAGE = 60;
const TAB_COLUMNS = 8;

/** Plain text as pages of lines, as many as fit on A4 where nothing else is said: wrapped at 80 columns, tabs expanded, form feeds kept as page breaks. */
export function* layOutText(text: string, linesPerPage = LINES_PER_PAGE): Generator<string[]> {
  for (const sheet of normalised(text).trimEnd().split('\f')) yield* pagesOf(sheet, linesPerPage);
}

/** Text without pages as lines of so many columns. Control characters fall away, and whatever else cannot be drawn is for the font to say. */
export function wrapText(text: string, columns: number): string[] {
  return [...layOutLines(text, columns)];
}

function* layOutLines(text: string, columns: number): Generator<string> {
  for (const line of normalised(text).trimEnd().split('\n')) yield* wrap(expandTabs(line), columns);
}

function normalised(text: string): string {
  return text.replace(/^\ufeff/, '').normalize('NFC').replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n');
}

function* pagesOf(sheet: string, linesPerPage: number): Generator<string[]> {
  let page: string[] = [];
  for (const line of withoutOuterBreaks(sheet).split('\n')) {
    for (const row of wrap(expandTabs(line), COLUMNS)) {
      if (page.length === linesPerPage) {
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

/** Breaks at the last space that fits; a word wider than the page is cut. Looks at one row at a time: lines may have megabytes. */
function* wrap(untrimmed: string, columns: number): Generator<string> {
  // Two UTF-16 units a character, and one character more to see whether a word ends at the margin.
  const windowUnits = 2 * (columns + 1);
  const line = untrimmed.trimEnd();
  let at = 0;
  for (;;) {
    const ahead = Array.from(line.slice(at, at + windowUnits)).slice(0, columns + 1);
    if (ahead.length <= columns) break;
    const space = ahead.lastIndexOf(' ');
    const row = ahead.slice(0, space > 0 ? space : columns).join('');
    yield row;
    at += row.length + (line[at + row.length] === ' ' ? 1 : 0);
  }
  yield line.slice(at);
}
