import { parseWholeNumber } from '../message/characters.ts';
import type { MediaDescription, SdpAttribute, SdpConnection, SdpOrigin } from './description.ts';

/** Longest address or token kept from a line. */
const FIELD_LENGTH_MAX = 255;

export function fields(value: string): string[] {
  return value.split(' ').filter((field) => field.length > 0);
}

export function parseConnection(value: string): SdpConnection | undefined {
  const [network, addressType, address = ''] = fields(value);
  if (network?.toUpperCase() !== 'IN') return undefined;
  return checkAddress(addressType, address);
}

function checkAddress(type: string | undefined, written: string): SdpConnection | undefined {
  const upper = type?.toUpperCase();
  // A multicast address may carry `/ttl`.
  const address = written.split('/', 1)[0] ?? '';
  if ((upper !== 'IP4' && upper !== 'IP6') || address.length === 0 || address.length > FIELD_LENGTH_MAX) return undefined;
  return { addressType: upper, address };
}

export function parseOrigin(value: string): SdpOrigin | undefined {
  const [username, sessionId, sessionVersion, network, type, address = ''] = fields(value);
  if (username === undefined || sessionId === undefined || sessionVersion === undefined) return undefined;
  if (network?.toUpperCase() !== 'IN') return undefined;
  const connection = checkAddress(type, address);
  return connection && { username, sessionId, sessionVersion, ...connection };
}

/** `audio 49170 RTP/AVP 0 8`; a port count (`49170/2`) is read over. */
export function parseMediaLine(value: string): MediaDescription | undefined {
  const [type, portField = '', protocol, ...formats] = fields(value);
  const port = parseWholeNumber(portField.split('/', 1)[0] ?? '', 65_535);
  if (type === undefined || port === undefined || protocol === undefined || formats.length === 0) return undefined;
  return { type: type.toLowerCase(), port, protocol, formats, attributes: [] };
}

export function parseAttribute(value: string): SdpAttribute {
  const colon = value.indexOf(':');
  return colon < 0 ? [value.trim(), undefined] : [value.slice(0, colon).trim(), value.slice(colon + 1).trim()];
}
