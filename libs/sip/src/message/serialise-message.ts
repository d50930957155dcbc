import type { SipMessage } from './message.ts';

/** The bytes for the wire. Content-Length is always ours, and last, where a reader of traces looks for it. */
export function serialiseMessage(message: SipMessage): Uint8Array {
  const start =
    message.kind === 'request' ? `${message.method} ${message.uri} SIP/2.0` : `SIP/2.0 ${message.status} ${message.reason}`;
  const lines = [oneLine(start)];
  for (const [name, value] of message.headers) {
    if (name.toLowerCase() !== 'content-length') lines.push(oneLine(`${name}: ${value}`));
  }
  lines.push(`Content-Length: ${message.body.length}`, '', '');
  return Buffer.concat([Buffer.from(lines.join('\r\n'), 'utf8'), message.body]);
}

/** A line end in a value would let whoever chose the value write headers of their own. */
function oneLine(text: string): string {
  let safe = '';
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index);
    safe += char === '\r' || char === '\n' ? ' ' : char;
  }
  return safe;
}
