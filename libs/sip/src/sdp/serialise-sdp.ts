import type { MediaDescription, SdpAttribute, SdpConnection, SessionDescription } from './description.ts';

export function serialiseSdp({ origin, sessionName, connection, attributes, media }: SessionDescription): string {
  const lines = [
    'v=0',
    `o=${origin.username} ${origin.sessionId} ${origin.sessionVersion} IN ${origin.addressType} ${origin.address}`,
    `s=${sessionName.length === 0 ? '-' : sessionName}`,
    ...connectionLine(connection),
    't=0 0',
    ...attributes.map(attributeLine),
    ...media.flatMap(mediaLines),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function mediaLines({ type, port, protocol, formats, connection, attributes }: MediaDescription): string[] {
  return [`m=${type} ${port} ${protocol} ${formats.join(' ')}`, ...connectionLine(connection), ...attributes.map(attributeLine)];
}

function connectionLine(connection: SdpConnection | undefined): string[] {
  return connection === undefined ? [] : [`c=IN ${connection.addressType} ${connection.address}`];
}

function attributeLine([name, value]: SdpAttribute): string {
  return value === undefined ? `a=${name}` : `a=${name}:${value}`;
}
