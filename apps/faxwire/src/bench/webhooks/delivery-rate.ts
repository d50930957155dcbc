import { randomUUID } from 'node:crypto';
import { inTurns, median } from '../statistics.ts';
import { deliverBare } from './bare-deliveries.ts';
import { bodyOf, forgetAll, GOOD_ENDPOINTS, noteEvents, openWorker, PER_ENDPOINT, type WebhookGround } from './webhook-ground.ts';

const ROUNDS = 3;
const EVENTS = 400;
const WARM_UP_EVENTS = 100;
const TIMEOUT_MS = 15_000;

/** Deliveries in a second: claimed, checked, signed, sent and recorded, against the same bodies signed and sent. */
export async function deliveryRates(ground: WebhookGround): Promise<string> {
  const contest = (events: number) => ({ ours: () => oursPerSecond(ground, events), bare: () => barePerSecond(ground, events) });
  await inTurns(1, contest(WARM_UP_EVENTS));
  const { ours, bare } = await inTurns(ROUNDS, contest(EVENTS));
  const ratio = median(ours.map((rate, round) => rate / (bare[round] ?? Number.NaN))).toFixed(2);
  return (
    `${median(ours).toFixed(0)} deliveries/s against ${median(bare).toFixed(0)} for a bare undici loop that signs and POSTs, ratio ${ratio} `
    + `(medians of ${ROUNDS} rounds of ${EVENTS * GOOD_ENDPOINTS} to ${GOOD_ENDPOINTS} endpoints, ${PER_ENDPOINT} at a time to each)`
  );
}

async function oursPerSecond(ground: WebhookGround, events: number): Promise<number> {
  const now = Date.now();
  await noteEvents(ground, ground.good, { count: events, dueAt: () => now });
  const worker = openWorker(ground, TIMEOUT_MS);
  const seconds = await timed(async () => {
    worker.start();
    await worker.idle();
  });
  await worker.stop();
  await forgetAll(ground);
  return rateOf(ground, events, seconds);
}

async function barePerSecond(ground: WebhookGround, events: number): Promise<number> {
  const deliveries = Array.from({ length: events }, () => randomUUID()).flatMap((faxId) => {
    const id = `evt_${faxId}_1`;
    return ground.good.map((_, n) => ({ id, path: `/${n + 1}`, body: bodyOf(id, faxId) }));
  });
  const seconds = await timed(() => deliverBare({ origin: ground.origin, concurrency: GOOD_ENDPOINTS * PER_ENDPOINT, deliveries }));
  return rateOf(ground, events, seconds);
}

/** @throws where not all of them arrived, and each once */
async function rateOf(ground: WebhookGround, events: number, seconds: number): Promise<number> {
  const { count } = await ground.ask('count');
  const expected = events * GOOD_ENDPOINTS;
  if (count !== expected) throw new Error(`${count} of ${expected} webhooks arrived.`);
  return count / seconds;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1_000;
}
