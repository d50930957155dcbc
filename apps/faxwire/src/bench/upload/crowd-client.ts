/** A process of its own that uploads large documents, all at once. */
import { request } from 'node:http';
import type { Target } from '../accept/upload.ts';

export interface CrowdOrder {
  readonly target: Target;
  readonly uploads: number;
  readonly bytes: number;
}

export interface CrowdResult {
  /** How many got which status; `0` for a connection that broke. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly seconds: number;
}

const BOUNDARY = 'faxwire-bench-boundary';
/** No document at all: it is taken in as a whole, and refused by what it is. */
const CHUNK = Buffer.alloc(64 * 1_024, 1);

process.on('message', (order: CrowdOrder) => void run(order));
process.on('disconnect', () => process.exit(0));

async function run({ target, uploads, bytes }: CrowdOrder): Promise<void> {
  const begun = performance.now();
  const statuses: Record<string, number> = {};
  await Promise.all(Array.from({ length: uploads }, async () => {
    const status = await upload(target, bytes).catch(() => 0);
    statuses[status] = (statuses[status] ?? 0) + 1;
  }));
  process.send?.({ statuses, seconds: (performance.now() - begun) / 1_000 } satisfies CrowdResult);
}

function upload({ host, port, apiKey }: Target, bytes: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
    const sending = request({ host, port, path: '/fax', method: 'POST', headers, agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    sending.on('error', reject);
    sending.write(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="phoneNumber"\r\n\r\n+19995550100\r\n--${BOUNDARY}\r\nContent-Disposition: form-data; name="document"; filename="a"\r\n\r\n`);
    let left = bytes;
    const more = (): void => {
      while (left > 0) {
        const flowing = sending.write(CHUNK.subarray(0, Math.min(left, CHUNK.length)));
        left -= CHUNK.length;
        if (!flowing) return void sending.once('drain', more);
      }
      sending.end(`\r\n--${BOUNDARY}--\r\n`);
    };
    more();
  });
}
