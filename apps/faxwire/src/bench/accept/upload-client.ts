/** A process of its own that sends faxes as fast as they are taken; started by `UploadClient`. */
import { KeepAliveConnection } from './keep-alive-connection.ts';
import { uploadRequest, type Target } from './upload.ts';

export interface LoadOrder {
  readonly target: Target;
  readonly connections: number;
  readonly durationMs: number;
  /** Of each document, about; left out: a short letter. */
  readonly bytes?: number;
}

export interface LoadResult {
  readonly accepted: number;
  readonly refused: number;
  readonly seconds: number;
}

const ACCEPTED = 202;
let sent = 0;

process.on('message', (order: LoadOrder) => void run(order));
process.on('disconnect', () => process.exit(0));

async function run({ target, connections, durationMs, bytes }: LoadOrder): Promise<void> {
  const opened = await Promise.all(Array.from({ length: connections }, () => KeepAliveConnection.open(target.host, target.port)));
  const begun = performance.now();
  const until = begun + durationMs;
  const counts = await Promise.all(opened.map((connection) => sendUntil(connection, { target, until, bytes })));
  const seconds = (performance.now() - begun) / 1_000;
  for (const connection of opened) connection.close();
  const accepted = counts.reduce((sum, count) => sum + count.accepted, 0);
  const refused = counts.reduce((sum, count) => sum + count.refused, 0);
  process.send?.({ accepted, refused, seconds } satisfies LoadResult);
}

interface Sending {
  readonly target: Target;
  readonly until: number;
  readonly bytes: number | undefined;
}

async function sendUntil(connection: KeepAliveConnection, { target, until, bytes }: Sending): Promise<{ accepted: number; refused: number }> {
  let [accepted, refused] = [0, 0];
  while (performance.now() < until) {
    const status = await connection.ask(uploadRequest(target, `No. ${(sent += 1)} of ${process.pid}`, bytes));
    if (status === ACCEPTED) accepted += 1;
    else refused += 1;
  }
  return { accepted, refused };
}
