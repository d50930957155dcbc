import { createHmac } from 'node:crypto';
import { Pool } from 'undici';

export interface BareDelivery {
  readonly id: string;
  readonly path: string;
  readonly body: string;
}

export interface BareLoad {
  readonly origin: string;
  readonly concurrency: number;
  readonly deliveries: readonly BareDelivery[];
}

const KEY = Buffer.alloc(32, 7);

/** The least that delivers a webhook: sign it, POST it over a kept connection, read the answer. Nothing is checked, guarded or recorded. */
export async function deliverBare({ origin, concurrency, deliveries }: BareLoad): Promise<void> {
  const pool = new Pool(origin, { connections: concurrency });
  const waiting = deliveries.values();
  const loop = async (): Promise<void> => {
    for (const delivery of waiting) await post(pool, delivery);
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, loop));
  } finally {
    await pool.close();
  }
}

async function post(pool: Pool, { id, path, body }: BareDelivery): Promise<void> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = `v1,${createHmac('sha256', KEY).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  const headers = { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
  const response = await pool.request({ method: 'POST', path, headers, body });
  await response.body.dump();
}
