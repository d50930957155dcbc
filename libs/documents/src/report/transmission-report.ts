import { deflateSync } from 'node:zlib';
import type { PageSize } from '@faxwire/fax';
import { DrawnSheet, MONO_WIDTH } from '../pdf/drawn-sheet.ts';
import { PAPERS } from '../pdf/paper.ts';
import { PdfWriter } from '../pdf/pdf-writer.ts';
import { wrapText } from '../text/text-layout.ts';
import { attach, type Attachment } from './attach.ts';

export interface ReportPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  /** One byte a pixel. */
  readonly grey: Uint8Array;
}

export interface TransmissionReport {
  /** One word: SENT. */
  readonly result: string;
  readonly pageSize: PageSize;
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** Of lines in a fixed pitch, the first of which is a heading. */
  readonly attempts: readonly string[];
  readonly pages: readonly string[];
  /** How the report is verified; stands at the foot. */
  readonly verification: readonly string[];
  readonly picture?: ReportPicture;
  readonly attachment: Attachment;
}

const MARGIN = 48;
const VALUE_X = 138;
const PICTURE_WIDTH = 147;
const PICTURE_HEIGHT = 230;
const GAP = 14;
const FACT = { size: 9, line: 12 };
const SMALL = { size: 7, line: 9.2 };
/** A fact that somebody else chose the text of fills three lines at most. */
const MAX_VALUE_LINES = 3;

/** One page that says what became of a fax, as a PDF with the signed proof inside. The same report gives the same bytes. */
export function transmissionReport(report: TransmissionReport): Buffer {
  const sheet = new DrawnSheet(PAPERS[report.pageSize]);
  const below = drawHead(sheet, report);
  const foot = drawFoot(sheet, report.verification);
  drawLists(sheet, report, { from: below, to: foot });
  const pdf = new PdfWriter();
  const tree = pdf.reserve();
  const pictureId = report.picture && pdf.addStream(pictureDictionary(report.picture), deflateSync(report.picture.grey));
  const page = sheet.addTo(pdf, tree, pictureId);
  pdf.add(`<< /Type /Pages /Kids [${page} 0 R] /Count 1 >>`, tree);
  return pdf.end(pdf.add(`<< /Type /Catalog /Pages ${tree} 0 R ${attach(pdf, report.attachment)} >>`));
}

/** Title, facts, picture. @returns where the room below begins */
function drawHead(sheet: DrawnSheet, { result, facts, picture }: TransmissionReport): number {
  const { width, height } = sheet.paper;
  const titleY = height - MARGIN - 18;
  sheet.text({ x: MARGIN, y: titleY }, { font: 'bold', size: 20 }, 'Transmission report');
  sheet.bar({ x: MARGIN, y: titleY - 30, width: width - 2 * MARGIN, height: 20 });
  sheet.text({ x: MARGIN + 8, y: titleY - 25 }, { font: 'bold', size: 13, grey: 1 }, result);
  const top = titleY - 30 - GAP;
  const pictureBottom = picture ? drawPicture(sheet, picture, top) : top;
  const columns = Math.floor((width - MARGIN - VALUE_X - (picture ? PICTURE_WIDTH + GAP : 0)) / (FACT.size * MONO_WIDTH));
  let y = top - FACT.size;
  for (const [label, value] of facts) {
    sheet.text({ x: MARGIN, y }, { font: 'sans', size: FACT.size, grey: 0.35 }, label);
    for (const line of clipped(wrapText(value, columns), MAX_VALUE_LINES)) {
      sheet.text({ x: VALUE_X, y }, { font: 'mono', size: FACT.size }, line);
      y -= FACT.line;
    }
  }
  return Math.min(y, pictureBottom - GAP);
}

/** @returns its lower edge */
function drawPicture(sheet: DrawnSheet, { widthPx, heightPx }: ReportPicture, top: number): number {
  const scale = Math.min(PICTURE_WIDTH / widthPx, PICTURE_HEIGHT / heightPx);
  const [width, height] = [widthPx * scale, heightPx * scale];
  const box = { x: sheet.paper.width - MARGIN - width, y: top - height, width, height };
  sheet.picture(box);
  sheet.frame(box, 0.5);
  return box.y;
}

/** @returns its upper edge */
function drawFoot(sheet: DrawnSheet, lines: readonly string[]): number {
  let y = MARGIN + (lines.length - 1) * SMALL.line;
  const top = y + 2 * SMALL.line;
  sheet.bar({ x: MARGIN, y: top - 4, width: sheet.paper.width - 2 * MARGIN, height: 0.5 }, 0.5);
  for (const line of lines) {
    sheet.text({ x: MARGIN, y }, { font: 'mono', size: SMALL.size }, line);
    y -= SMALL.line;
  }
  return top;
}

/** Attempts first, then pages; what does not fit is counted, and stands in the proof. */
function drawLists(sheet: DrawnSheet, { attempts, pages }: TransmissionReport, room: { readonly from: number; readonly to: number }): void {
  let y = room.from - GAP;
  const lists = [['Attempts', attempts], ['Pages, each with the SHA-256 of its rows', pages]] as const;
  for (const [title, lines] of lists) {
    const fits = Math.floor((y - room.to - FACT.line - GAP) / SMALL.line);
    if (lines.length === 0 || fits < 1) continue;
    sheet.text({ x: MARGIN, y }, { font: 'bold', size: FACT.size }, title);
    y -= FACT.line;
    for (const line of counted(lines, fits)) {
      sheet.text({ x: MARGIN, y }, { font: 'mono', size: SMALL.size }, line);
      y -= SMALL.line;
    }
    y -= GAP;
  }
}

function counted(lines: readonly string[], fits: number): readonly string[] {
  if (lines.length <= fits) return lines;
  return [...lines.slice(0, fits - 1), `and ${lines.length - fits + 1} more in proof.json`];
}

function clipped(lines: readonly string[], most: number): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), '...'];
}

function pictureDictionary({ widthPx, heightPx }: ReportPicture): string {
  return `/Type /XObject /Subtype /Image /Width ${widthPx} /Height ${heightPx} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode`;
}
