import { isTokenChar } from './characters.ts';
import { parameterValue, scanParameters } from './parameters.ts';
import { unquote } from './quoted-string.ts';
import { Scanner } from './scanner.ts';
import type { Parameter } from './parameters.ts';

export interface ContentType {
  /** In lower case, e.g. `application/sdp`. */
  readonly type: string;
  readonly parameters: readonly Parameter[];
}

/** Most parts looked at; SIP-I sends two or three. */
const PARTS_MAX = 8;

export function parseContentType(value: string): ContentType | undefined {
  const scanner = new Scanner(value);
  const type = scanner.takeWhile(isTokenChar);
  const subtype = scanner.takeSeparator('/') ? scanner.takeWhile(isTokenChar) : '';
  const parameters = scanParameters(scanner);
  if (type === '' || subtype === '' || parameters === undefined) return undefined;
  return { type: `${type}/${subtype}`.toLowerCase(), parameters };
}

/** The first part of the wanted type in a `multipart/*` body (RFC 2046 5.1); gateways add ISUP beside the SDP. */
export function partOf(body: string, container: ContentType, wanted: string): string | undefined {
  const boundary = unquote(parameterValue(container.parameters, 'boundary') ?? '');
  if (!container.type.startsWith('multipart/') || boundary.length === 0 || boundary.length > 70) return undefined;
  const sections = body.split(`--${boundary}`, PARTS_MAX + 1).slice(1);
  for (const section of sections) {
    const part = readPart(section);
    if (part?.type === wanted) return part.content;
  }
  return undefined;
}

function readPart(section: string): { type: string; content: string } | undefined {
  const blank = section.indexOf('\r\n\r\n');
  if (blank < 0 || section.startsWith('--')) return undefined;
  const line = section.slice(0, blank).split('\r\n').find((candidate) => candidate.toLowerCase().startsWith('content-type:'));
  const type = line && parseContentType(line.slice('content-type:'.length).trim())?.type;
  if (type === undefined) return undefined;
  const content = section.slice(blank + 4);
  return { type, content: content.endsWith('\r\n') ? content.slice(0, -2) : content };
}
