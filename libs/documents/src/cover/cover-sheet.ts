import type { CoverPage, PageSize } from '@faxwire/fax';
import { DrawnSheet, MONO_WIDTH } from '../pdf/drawn-sheet.ts';
import { PAPERS } from '../pdf/paper.ts';
import { PdfWriter } from '../pdf/pdf-writer.ts';
import { wrapText } from '../text/text-layout.ts';

/** What a cover page says: the sender's words, and when the fax was accepted. */
export interface CoverWords extends CoverPage {
  /** As it is printed. */
  readonly date: string;
}

export interface CoverOrder {
  readonly words: CoverWords;
  readonly pageSize: PageSize;
  /** Pages of the whole fax, with this one. */
  readonly pageCount: number;
}

export interface CoverSheet {
  readonly pdf: Buffer;
  /** Characters that the built-in fonts lack; they print as question marks. */
  readonly replacedCharacters: number;
}

const MARGIN = 54;
const LABEL_WIDTH = 84;
const SIZE = 11;
const LINE = 15;
const GAP = 10;
/** Names and subjects that do not fit are cut: the message is for what is long. */
const MAX_FIELD_LINES = 3;
/** Wrapping looks no further: more would not fit on any paper. */
const MAX_TEXT_CHARS = 20_000;
const CUT = '[...]';

const HEADINGS: Readonly<Record<CoverPage['template'], string>> = { standard: 'FAX', confidential: 'CONFIDENTIAL FAX', urgent: 'URGENT FAX' };
const NOTES: Partial<Record<CoverPage['template'], string>> = {
  confidential: 'For the person named above only. If that is not you, please read no further, tell the sender, and destroy these pages.',
  urgent: 'Please hand this fax over at once.',
};

/** The page before the documents, as a PDF of one page. The same words give the same bytes. */
export function coverSheet({ words, pageSize, pageCount }: CoverOrder): CoverSheet {
  const sheet = new DrawnSheet(PAPERS[pageSize]);
  const bottom = drawNote(sheet, words.template);
  const top = drawFields(sheet, drawHeading(sheet, words.template), fieldsOf(words, pageCount));
  drawMessage(sheet, words.message ?? '', { top, bottom });
  const pdf = new PdfWriter();
  const tree = pdf.reserve();
  const page = sheet.addTo(pdf, tree);
  pdf.add(`<< /Type /Pages /Kids [${page} 0 R] /Count 1 >>`, tree);
  return { pdf: pdf.end(pdf.add(`<< /Type /Catalog /Pages ${tree} 0 R >>`)), replacedCharacters: sheet.replacedCharacters };
}

function fieldsOf({ to, from, subject, date }: CoverWords, pageCount: number): [string, string][] {
  const pages = pageCount === 1 ? '1, this one' : `${pageCount}, with this one`;
  const fields: [string, string | undefined][] = [['To', to], ['From', from], ['Date', date], ['Pages', pages], ['Subject', subject]];
  return fields.flatMap(([label, value]) => (value === undefined || value.trim() === '' ? [] : [[label, value] as [string, string]]));
}

/** A bar makes the kind of the page plain from afar. @returns the edge below it */
function drawHeading(sheet: DrawnSheet, template: CoverPage['template']): number {
  const size = 30;
  const [baseline, isPlain] = [sheet.paper.height - MARGIN - size, template === 'standard'];
  if (!isPlain) sheet.bar({ x: MARGIN, y: baseline - 10, width: sheet.paper.width - 2 * MARGIN, height: size + 12 });
  sheet.text({ x: MARGIN + (isPlain ? 0 : 10), y: baseline }, { font: 'bold', size, grey: isPlain ? 0 : 1 }, HEADINGS[template]);
  return baseline - 2 * LINE - GAP;
}

/** @returns the edge below them */
function drawFields(sheet: DrawnSheet, from: number, fields: readonly (readonly [string, string])[]): number {
  let y = from;
  for (const [label, value] of fields) {
    sheet.text({ x: MARGIN, y }, { font: 'bold', size: SIZE }, label);
    for (const line of linesOf(value, columnsOf(sheet, LABEL_WIDTH), MAX_FIELD_LINES)) {
      sheet.text({ x: MARGIN + LABEL_WIDTH, y }, { font: 'mono', size: SIZE }, line);
      y -= LINE;
    }
    y -= GAP / 2;
  }
  sheet.bar({ x: MARGIN, y: y + GAP / 2, width: sheet.paper.width - 2 * MARGIN, height: 1 });
  return y - LINE;
}

function drawMessage(sheet: DrawnSheet, message: string, { top, bottom }: { readonly top: number; readonly bottom: number }): void {
  const room = Math.floor((top - bottom) / LINE) + 1;
  linesOf(message, columnsOf(sheet, 0), room).forEach((line, at) => sheet.text({ x: MARGIN, y: top - at * LINE }, { font: 'mono', size: SIZE }, line));
}

/** At the foot. @returns the edge above it */
function drawNote(sheet: DrawnSheet, template: CoverPage['template']): number {
  const note = NOTES[template];
  if (note === undefined) return MARGIN;
  const lines = wrapText(note, columnsOf(sheet, 0));
  lines.forEach((line, at) => sheet.text({ x: MARGIN, y: MARGIN + (lines.length - 1 - at) * LINE }, { font: 'mono', size: SIZE }, line));
  return MARGIN + (lines.length + 1) * LINE;
}

function columnsOf(sheet: DrawnSheet, indent: number): number {
  return Math.floor((sheet.paper.width - 2 * MARGIN - indent) / (SIZE * MONO_WIDTH));
}

function linesOf(text: string, columns: number, most: number): readonly string[] {
  const lines = wrapText(text.slice(0, MAX_TEXT_CHARS), columns);
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), CUT];
}
