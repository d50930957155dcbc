import type { DestinationStream } from 'pino';

const COLOURS: Readonly<Record<string, string>> = { fatal: '\u001B[31m', error: '\u001B[31m', warn: '\u001B[33m', info: '\u001B[32m' };
const GREY = '\u001B[90m';
const PLAIN = '\u001B[0m';

/** One line for each JSON line, for people: time, level, message, then the fields. */
export class PrettyStream implements DestinationStream {
  readonly #destination: DestinationStream;

  constructor(destination: DestinationStream) {
    this.#destination = destination;
  }

  write(line: string): void {
    this.#destination.write(prettyLine(line));
  }
}

export function isTerminal(destination: DestinationStream): boolean {
  return 'isTTY' in destination && destination.isTTY === true;
}

function prettyLine(line: string): string {
  const { time, level, msg, service, err, traceId: _traceId, spanId: _spanId, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const label = String(level);
  const head = [`${GREY}${String(time).slice(11, 23)}${PLAIN}`, `${COLOURS[label] ?? ''}${label.padEnd(5)}${PLAIN}`, textOf(msg)];
  const rest = Object.entries(fields).map(([name, value]) => `${GREY}${name}=${PLAIN}${textOf(value)}`);
  return `${[...head, ...(service === undefined ? [] : [`${GREY}[${textOf(service)}]${PLAIN}`]), ...rest].join(' ')}\n${stackOf(err)}`;
}

function textOf(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function stackOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('stack' in error)) return '';
  return `${GREY}${String(error.stack)}${PLAIN}\n`;
}
