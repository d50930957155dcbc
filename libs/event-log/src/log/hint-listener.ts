import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { connectionSettings, type ConnectionOptions } from '../database/connection-settings.ts';
import { HINT_CHANNEL } from './append.ts';

/** Something was appended. Only a hint: it may be lost, and may come before the tail shows the event. */
export interface Hint {
  readonly stream: string;
  readonly version: number;
  /** The tail has shown it once its checkpoint is at this xid or beyond. */
  readonly xid: string;
}

/** Undefined after every (re)connection: hints may have been missed, so look. */
export type OnHint = (hint: Hint | undefined) => void;

export interface HintListener {
  /** True while hints arrive at once; otherwise only polling helps. */
  readonly connected: boolean;
  stop(): Promise<void>;
}

const FIRST_BACKOFF_MS = 50;
/** A database that is away for long is asked this often. */
const MAX_BACKOFF_MS = 5_000;
/** A connection that silently died (a frozen server, a NAT that forgot) is noticed by asking. */
const HEARTBEAT_MS = 15_000;

/** A connection of its own that listens, for ever, across restarts of the server. */
export function listenForHints(options: ConnectionOptions, onHint: OnHint): HintListener {
  const stopping = new AbortController();
  const state = { connected: false };
  const ended = keepListening(options, { onHint, signal: stopping.signal, state });
  return {
    get connected() {
      return state.connected;
    },
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

interface Listening {
  readonly onHint: OnHint;
  readonly signal: AbortSignal;
  readonly state: { connected: boolean };
}

async function keepListening(options: ConnectionOptions, listening: Listening): Promise<void> {
  let backoffMs = FIRST_BACKOFF_MS;
  while (!listening.signal.aborted) {
    const heard = await listenOnce(options, listening).catch(() => false);
    listening.state.connected = false;
    backoffMs = heard ? FIRST_BACKOFF_MS : Math.min(backoffMs * 2, MAX_BACKOFF_MS);
    await sleep(backoffMs * (0.5 + Math.random() / 2), undefined, listening).catch(() => {});
  }
}

/** Resolves with true when a connection that worked has ended. */
async function listenOnce(options: ConnectionOptions, { onHint, signal, state }: Listening): Promise<boolean> {
  const client = new pg.Client(connectionSettings(options));
  const ended = new Promise<void>((resolve) => {
    client.once('end', resolve);
    client.once('error', () => resolve());
  });
  client.on('error', () => {});
  client.on('notification', ({ payload }) => onHint(hintOf(payload)));
  try {
    await client.connect();
    await client.query(`LISTEN ${HINT_CHANNEL}`);
    state.connected = true;
    onHint(undefined);
    // The heart stops with the signal, too.
    await Promise.race([ended, beat(client, signal)]);
    return true;
  } finally {
    void client.end().catch(() => {});
  }
}

async function beat(client: pg.Client, signal: AbortSignal): Promise<void> {
  try {
    for (;;) {
      await sleep(HEARTBEAT_MS, undefined, { signal, ref: false });
      await client.query('SELECT');
    }
  } catch {
    // Stopped, or broken: either way this connection is over.
  }
}

/** Anybody with a connection may notify anything: what is not ours only says "look". */
function hintOf(payload: string | undefined): Hint | undefined {
  try {
    const { stream, version, xid } = JSON.parse(payload ?? '') as Partial<Hint>;
    if (typeof stream !== 'string' || typeof version !== 'number' || typeof xid !== 'string') return undefined;
    if (/^\d{1,20}$/.test(xid)) return { stream, version, xid };
  } catch {
    // Falls through.
  }
  return undefined;
}
