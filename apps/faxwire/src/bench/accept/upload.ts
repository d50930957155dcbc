const BOUNDARY = 'faxwire-bench-boundary';
/** A short letter: what is measured is the taking in, not the disk. */
const LETTER = `Dear colleague,\r\n\r\n${'please find the results of the examination below.\r\n'.repeat(20)}`;

export interface Target {
  readonly host: string;
  readonly port: number;
  readonly apiKey: string;
  /** Each request with an Idempotency-Key of its own. */
  readonly idempotent?: boolean;
}

/**
 * A whole HTTP request that submits a fax. The text differs by its number: equal documents would all be one file.
 * @param bytes of the document, about
 */
export function uploadRequest({ host, port, apiKey, idempotent = false }: Target, number: string, bytes = LETTER.length): Buffer {
  const letter = LETTER.repeat(Math.ceil(bytes / LETTER.length)).slice(0, bytes);
  const body = [part('name="phoneNumber"', '+19995550100'), part('name="document"; filename="letter.txt"', `${number}\r\n${letter}`), `--${BOUNDARY}--\r\n`].join('');
  const head = [
    'POST /fax HTTP/1.1', `Host: ${host}:${port}`, `Authorization: Bearer ${apiKey}`,
    ...(idempotent ? [`Idempotency-Key: ${number}`] : []), `Content-Type: multipart/form-data; boundary=${BOUNDARY}`, `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function part(disposition: string, content: string): string {
  return `--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
}
