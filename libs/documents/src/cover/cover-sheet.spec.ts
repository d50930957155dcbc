import { openPdf } from '../pdf/pdf-document.ts';
import { openPdfium } from '../pdf/pdfium.ts';
import { coverSheet, type CoverWords } from './cover-sheet.ts';

const DATE = '2026-11-21 20:30 UTC';
const coverOf = (words: Partial<CoverWords>, pageCount = 3) => coverSheet({ words: { template: 'standard', date: DATE, ...words }, pageSize: 'A4', pageCount });

/** The lines that are drawn, in order. */
function linesOf(pdf: Buffer): string[] {
  return [...pdf.toString('latin1').matchAll(/<([0-9a-f]*)> Tj/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'));
}

describe('a cover page', () => {
  it('says who writes to whom, when, about what and on how many pages', () => {
    const lines = linesOf(coverOf({ to: 'Dr. Miller', from: 'Clinic', subject: 'Results', message: 'Please find enclosed.\nKind regards' }).pdf);
    expect(lines).toEqual(['FAX', 'To', 'Dr. Miller', 'From', 'Clinic', 'Date', DATE, 'Pages', '3, with this one', 'Subject', 'Results', 'Please find enclosed.', 'Kind regards']);
  });

  it('leaves out what nobody wrote', () => {
    expect(linesOf(coverOf({ to: '  ' }).pdf)).toEqual(['FAX', 'Date', DATE, 'Pages', '3, with this one', '']);
  });

  it.each([['standard', 'FAX'], ['confidential', 'CONFIDENTIAL FAX'], ['urgent', 'URGENT FAX']] as const)('%s is headed %s', (template, heading) => {
    expect(linesOf(coverOf({ template }).pdf)).toContain(heading);
  });

  it('cuts a message at the foot of the page and long names after three lines, and says so', () => {
    const { pdf } = coverOf({ template: 'confidential', to: 'x'.repeat(10_000), message: 'word '.repeat(2_000) });
    const lines = linesOf(pdf);
    expect(lines.filter((line) => line === '[...]')).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith('xxx'))).toHaveLength(2);
    const heights = [...pdf.toString('latin1').matchAll(/ Tf [\d.]+ ([\d.-]+) Td/g)].map(([, y]) => Number(y));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(54);
  });

  it.each([
    ['control characters', '\u0000\u0007\u001b[31mred\u0008\u007f'],
    ['right-to-left text', 'تقرير المختبر \u202eabc'],
    ['emoji', '👩‍⚕️ 📠 results'],
    ['half of a pair', '\ud83d results'],
    ['ten thousand characters without a blank', 'ä'.repeat(10_000)],
    ['ten thousand lines', '\n'.repeat(10_000)],
    ['operators of a PDF', ') Tj ET Q endstream endobj (\\'],
    ['a megabyte', 'a b '.repeat(250_000)],
  ])('is one page that a PDF reader opens with %s in every field', async (_, text) => {
    const started = Date.now();
    const { pdf, replacedCharacters } = coverOf({ to: text, from: text, subject: text, message: text });
    expect(Date.now() - started).toBeLessThan(2_000);
    expect(openPdf(await openPdfium(), pdf).pageCount).toBe(1);
    expect(replacedCharacters).toBeGreaterThanOrEqual(0);
  });

  it('counts what its fonts cannot draw', () => {
    expect(coverOf({ to: '病院 Müller' }).replacedCharacters).toBe(2);
  });

  it.each([['A4', 841.89], ['Letter', 792], ['Legal', 1008]] as const)('is %s where that is asked for', (pageSize, height) => {
    const { pdf } = coverSheet({ words: { template: 'standard', date: DATE }, pageSize, pageCount: 1 });
    expect(pdf.toString('latin1')).toMatch(new RegExp(`/MediaBox \\[0 0 [\\d.]+ ${height}\\]`));
  });
});
