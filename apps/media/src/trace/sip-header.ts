const HEADER_END = Buffer.from('\r\n\r\n');
/** Headers of ours and of carriers have a few hundred octets; longer ones are not looked through. */
const MAX_HEADER_OCTETS = 16 * 1024;
const CREDENTIALS = new Set(['authorization', 'proxy-authorization']);
const WITHHELD = '(withheld)';

/** The Call-ID of a message (RFC 3261, 20.8), long or compact. */
export function callIdOf(message: Uint8Array): string | undefined {
  for (const line of headerOf(message).text.split('\r\n')) {
    const name = nameOf(line);
    if (name === 'call-id' || name === 'i') return line.slice(line.indexOf(':') + 1).trim();
  }
  return undefined;
}

/** The message without what proves who we are: its answer to a challenge could be tried against guesses of a password. */
export function withoutCredentials(message: Uint8Array): Buffer {
  const { text, end } = headerOf(message);
  let withholding = false;
  const lines = text.split('\r\n').flatMap((line) => {
    const continues = line.startsWith(' ') || line.startsWith('\t');
    if (continues) return withholding ? [] : [line];
    withholding = CREDENTIALS.has(nameOf(line));
    return [withholding ? `${line.slice(0, line.indexOf(':'))}: ${WITHHELD}` : line];
  });
  return Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), message.subarray(end)]);
}

function headerOf(message: Uint8Array): { readonly text: string; readonly end: number } {
  const octets = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  const found = octets.indexOf(HEADER_END);
  const end = Math.min(found < 0 ? octets.length : found, MAX_HEADER_OCTETS);
  return { text: octets.toString('latin1', 0, end), end };
}

function nameOf(line: string): string {
  const colon = line.indexOf(':');
  return colon < 0 ? '' : line.slice(0, colon).trim().toLowerCase();
}
