import type { Notice } from '../notice.ts';
import { headline } from './mail-template.ts';
import { plainLine } from './plain-text.ts';

/** Two parts of a concatenated message (3GPP TS 23.040): each part is paid for. */
const MAX_SMS_CHARS = 300;

export function renderSms(notice: Notice): string {
  const { failure, fax } = notice;
  const why = failure ? ` ${plainLine(failure.reason)}` : '';
  const id = ` Fax ${fax.faxId}`;
  return `${[...`${headline(notice)}.${why}`].slice(0, MAX_SMS_CHARS - id.length).join('')}${id}`;
}
