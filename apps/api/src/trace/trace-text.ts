import type { TraceEntryBody } from '@faxwire/contracts';

export interface TraceHead {
  readonly faxId: string;
  readonly attemptId: string;
  readonly startedOn: string;
  readonly timeFactor: number;
  readonly truncated: boolean;
}

const SECONDS_WIDTH = 9;
const INDENT = ' '.repeat(SECONDS_WIDTH + 3);
/** Whatever a far end sends, it moves no cursor and colours no terminal. */
const CONTROL = /[^\x20-\x7e]/g;

/** The call as an engineer reads it: a line for whatever happened, messages in full. Seconds from the start; `>` is ours, `<` the far end's. */
export function traceText(head: TraceHead, entries: readonly TraceEntryBody[]): string {
  const first = [
    `Fax ${head.faxId}`,
    `Attempt ${head.attemptId}, ${head.startedOn}`,
    ...(head.timeFactor === 1 ? [] : [`The clock of the far end ran ${head.timeFactor} times as fast.`]),
    ...(head.truncated ? ['There was more than is kept: something is missing.'] : []),
  ];
  return [...first, '', ...entries.flatMap(linesOf), ''].join('\n');
}

function linesOf(entry: TraceEntryBody): string[] {
  const line = `${(entry.atMs / 1000).toFixed(3).padStart(SECONDS_WIDTH)} ${entry.direction === 'sent' ? '>' : '<'} `;
  if (entry.kind === 'signal') return [`${line}(${plain(entry.name)})`];
  if (entry.kind === 'sip') {
    const [start = '', ...rest] = (entry.text ?? '').split('\r\n');
    return [line + plain(start), ...rest.filter((each) => each !== '').map((each) => INDENT + plain(each))];
  }
  const said = entry.text === undefined ? '' : ` "${plain(entry.text)}"`;
  return [`${line}${entry.name}${said}${entry.intact === false ? ' (damaged)' : ''}  ${(entry.octets ?? '').replace(/(..)(?=.)/g, '$1 ')}`];
}

function plain(text: string): string {
  return text.replace(CONTROL, '?');
}
