import type { Notice } from '../notice.ts';
import { nextStepOf } from './next-step.ts';
import { escapeHtml, plainLine } from './plain-text.ts';

/** As many as help to find the fax in a system of one's own. */
const MAX_METADATA_SHOWN = 20;

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

type Row = readonly [label: string, value: string];

export function renderMail(notice: Notice): RenderedMail {
  const sentence = headline(notice);
  const rows = rowsOf(notice).map(([label, value]): Row => [plainLine(label), plainLine(value)]);
  return { subject: sentence, text: textOf(sentence, rows), html: htmlOf(sentence, rows) };
}

/** Also the whole subject: only what the house itself has checked stands in it. */
export function headline({ outcome, fax: { phoneNumber, mode } }: Notice): string {
  const fax = `${mode === 'test' ? 'Test fax' : 'Fax'}${phoneNumber === '' ? '' : ` to ${plainLine(phoneNumber)}`}`;
  return `${fax} ${outcome === 'sent' ? 'was sent' : 'could not be sent'}`;
}

function rowsOf({ at, fax, failure }: Notice): Row[] {
  const metadata = Object.entries(fax.metadata).slice(0, MAX_METADATA_SHOWN);
  return [
    ['Fax id', fax.faxId],
    ...(fax.phoneNumber === '' ? [] : [['Number', fax.phoneNumber] as const]),
    ...(fax.pageCount === undefined ? [] : [['Pages', String(fax.pageCount)] as const]),
    ['Time', `${at.slice(0, 19).replace('T', ' ')} UTC`],
    ['Attempts', String(fax.attempts)],
    ...(failure ? [['Reason', failure.reason] as const, ['Next step', nextStepOf(failure.cause)] as const] : []),
    ...metadata,
  ];
}

function textOf(sentence: string, rows: readonly Row[]): string {
  return `${sentence}.\n\n${rows.map(([label, value]) => `${label}: ${value}\n`).join('')}`;
}

function htmlOf(sentence: string, rows: readonly Row[]): string {
  const cells = rows.map(([label, value]) => `<tr><th align="left">${escapeHtml(label)}</th><td>${escapeHtml(value)}</td></tr>\n`).join('');
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(sentence)}</title></head>\n<body><p>${escapeHtml(sentence)}.</p>\n<table>\n${cells}</table></body></html>\n`;
}
