import { setTimeout as sleep } from 'node:timers/promises';
import { inTurns, median, percentile } from '../statistics.ts';
import { forgetAll, GOOD_ENDPOINTS, noteEvents, openWorker, type WebhookGround } from './webhook-ground.ts';

const ROUNDS = 3;
/** Each to every endpoint. */
const EVENTS = 100;
const WARM_UP_EVENTS = 25;
/** A hundred deliveries in a second to the good ones: far from all that the worker can do, so that no queue of its own is measured. */
const EVENT_INTERVAL_MS = 40;
const FIRST_DUE_MS = 1_000;
/** Short enough that within a round the fifth endpoint is held on to, given up and put aside. */
const TIMEOUT_MS = 1_500;
const POLL_MS = 50;
const PATIENCE_MS = 20_000;

/** The 99th percentile of the time from due to received at four good endpoints, alone and next to one that hangs. */
export async function hangingNeighbour(ground: WebhookGround): Promise<string> {
  const contest = (events: number) => ({ alone: () => p99Ms(ground, ground.good, events), beside: () => p99Ms(ground, [...ground.good, ground.hanging], events) });
  await inTurns(1, contest(WARM_UP_EVENTS));
  const { alone, beside } = await inTurns(ROUNDS, contest(EVENTS));
  const ratio = median(beside.map((p99, round) => p99 / (alone[round] ?? Number.NaN))).toFixed(2);
  return (
    `p99 from due to received ${median(alone).toFixed(1)} ms at ${GOOD_ENDPOINTS} good endpoints, ${median(beside).toFixed(1)} ms with a fifth that hangs, ratio ${ratio} `
    + `(medians of ${ROUNDS} rounds of ${EVENTS * GOOD_ENDPOINTS})`
  );
}

async function p99Ms(ground: WebhookGround, endpointIds: readonly string[], count: number): Promise<number> {
  const first = Date.now() + FIRST_DUE_MS;
  const { dueAt } = await noteEvents(ground, endpointIds, { count, dueAt: (n) => first + n * EVENT_INTERVAL_MS });
  const worker = openWorker(ground, TIMEOUT_MS);
  worker.start();
  try {
    return percentile(await latenciesMs(ground, dueAt), 0.99);
  } finally {
    await worker.stop(0);
    await forgetAll(ground);
  }
}

/** @throws where some do not come */
async function latenciesMs(ground: WebhookGround, dueAt: ReadonlyMap<string, number>): Promise<number[]> {
  const latencies: number[] = [];
  const until = Date.now() + PATIENCE_MS;
  while (latencies.length < dueAt.size * GOOD_ENDPOINTS) {
    if (Date.now() > until) throw new Error(`Only ${latencies.length} webhooks arrived.`);
    await sleep(POLL_MS);
    for (const { webhookId, at } of (await ground.ask('arrivals')).arrivals) latencies.push(at - (dueAt.get(webhookId) ?? Number.NaN));
  }
  return latencies;
}
