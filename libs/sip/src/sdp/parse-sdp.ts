import { SDP_LENGTH_MAX, SDP_LINES_MAX, SDP_MEDIA_MAX } from '../limits.ts';
import { parseAttribute, parseConnection, parseMediaLine, parseOrigin } from './sdp-lines.ts';
import type {
  MediaDescription, SdpAttribute, SdpConnection, SdpFailureCode, SdpOrigin, SdpResult, SessionDescription,
} from './description.ts';

interface Draft {
  origin: SdpOrigin | undefined;
  sessionName: string;
  connection: SdpConnection | undefined;
  attributes: SdpAttribute[];
  media: DraftMedia[];
}

interface DraftMedia {
  readonly line: MediaDescription;
  connection: SdpConnection | undefined;
  readonly attributes: SdpAttribute[];
}

/** Reads an SDP body. Never throws; unknown line types are read over. */
export function parseSdp(text: string): SdpResult {
  if (text.length > SDP_LENGTH_MAX) return failed('too_large', `${text.length} characters`);
  const lines = text.split('\n', SDP_LINES_MAX + 1);
  if (lines.length > SDP_LINES_MAX) return failed('too_large', `more than ${SDP_LINES_MAX} lines`);
  const draft: Draft = { origin: undefined, sessionName: '-', connection: undefined, attributes: [], media: [] };
  for (const line of lines) {
    const trimmed = line.trim();
    const problem = trimmed.length === 0 ? undefined : readLine(draft, trimmed);
    if (problem !== undefined) return failed(problem, trimmed.slice(0, 60));
  }
  return finish(draft);
}

function readLine(draft: Draft, line: string): SdpFailureCode | undefined {
  if (line.charAt(1) !== '=') return 'bad_line';
  const value = line.slice(2);
  switch (line.charAt(0)) {
    case 'v':
      return value.trim() === '0' ? undefined : 'bad_version';
    case 'o':
      draft.origin = parseOrigin(value);
      return draft.origin === undefined ? 'bad_origin' : undefined;
    case 's':
      draft.sessionName = value;
      return undefined;
    case 'c':
      return readConnection(draft, value);
    case 'm':
      return readMedia(draft, value);
    case 'a':
      (draft.media.at(-1) ?? draft).attributes.push(parseAttribute(value));
      return undefined;
    default:
      return undefined;
  }
}

function readConnection(draft: Draft, value: string): SdpFailureCode | undefined {
  const connection = parseConnection(value);
  if (connection === undefined) return 'bad_connection';
  (draft.media.at(-1) ?? draft).connection = connection;
  return undefined;
}

function readMedia(draft: Draft, value: string): SdpFailureCode | undefined {
  const line = parseMediaLine(value);
  if (line === undefined) return 'bad_media';
  if (draft.media.length >= SDP_MEDIA_MAX) return 'too_many_media';
  draft.media.push({ line, connection: undefined, attributes: [] });
  return undefined;
}

function finish({ origin, sessionName, connection, attributes, media }: Draft): SdpResult {
  if (origin === undefined) return failed('bad_origin', 'no o= line');
  if (media.length === 0) return failed('no_media', 'no m= line');
  if (connection === undefined && media.some((section) => section.line.port > 0 && section.connection === undefined)) {
    return failed('bad_connection', 'media without an address');
  }
  const description: SessionDescription = {
    origin, sessionName, attributes, ...(connection && { connection }),
    media: media.map(finishMedia),
  };
  return { ok: true, description };
}

function finishMedia({ line, connection, attributes }: DraftMedia): MediaDescription {
  return { ...line, attributes, ...(connection && { connection }) };
}

function failed(code: SdpFailureCode, reason: string): SdpResult {
  return { ok: false, code, reason };
}
