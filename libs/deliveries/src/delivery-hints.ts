import { DELIVERIES_CHANNEL } from './table/insert-deliveries.ts';

/** A connection of its own, as `pg` gives it. */
export interface ListeningClient {
  query(text: string): Promise<unknown>;
  on(event: 'notification' | 'error' | 'end', listener: () => void): unknown;
  release(destroy: boolean): void;
}

export interface ListeningPool {
  connect(): Promise<ListeningClient>;
}

const FIRST_PAUSE_MS = 100;
/** The worker looks by itself every 10 s, so a longer pause would gain nothing. */
const MAX_PAUSE_MS = 10_000;

/**
 * Hears of new deliveries the moment they are committed. A lost connection is made anew; what was missed meanwhile is
 * made up for by one hint.
 * @returns stops it
 */
export function listenForDeliveries(pool: ListeningPool, onHint: () => void, onError: (error: unknown) => void = () => undefined): () => Promise<void> {
  const stopped = new AbortController();
  const done = keepListening(pool, { onHint, onError, stopped: stopped.signal });
  return () => {
    stopped.abort();
    return done;
  };
}

interface Listening {
  readonly onHint: () => void;
  readonly onError: (error: unknown) => void;
  readonly stopped: AbortSignal;
}

async function keepListening(pool: ListeningPool, listening: Listening): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS;
  while (!listening.stopped.aborted) {
    try {
      const client = await pool.connect();
      await listenUntilLost(client, listening, () => (pauseMs = FIRST_PAUSE_MS));
    } catch (error) {
      listening.onError(error);
    }
    await pause(pauseMs, listening.stopped);
    pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS);
  }
}

async function listenUntilLost(client: ListeningClient, { onHint, stopped }: Listening, onReady: () => void): Promise<void> {
  const lost = new Promise<void>((resolve) => {
    client.on('error', resolve);
    client.on('end', resolve);
    stopped.addEventListener('abort', () => resolve(), { once: true });
    if (stopped.aborted) resolve();
  });
  client.on('notification', onHint);
  try {
    await client.query(`LISTEN ${DELIVERIES_CHANNEL}`);
    onReady();
    onHint();
    await lost;
  } finally {
    // Not back into the pool: whoever took it next would be listening too.
    client.release(true);
  }
}

function pause(ms: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopped.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    stopped.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}
