import { setTimeout as sleep } from 'node:timers/promises';
import type { FaxLog } from '@faxwire/event-log';
import { median, percentile } from '../statistics.ts';
import type { SeenInvite } from './refusing-trunk.ts';

const WARM_UPS = 5;
const FAXES = 200;
/** The house comes to rest in between: what follows the refusal of the last call is over. */
const REST_MS = 500;
const INVITE_TIMEOUT_MS = 10_000;
const TEXT = `Dear colleague,\n\n${'please find the results of the examination below.\n'.repeat(20)}`;

/** Who is told of the INVITE to a number. */
export type Waiting = Map<string, (invite: SeenInvite) => void>;

export interface Latency {
  /** From the moment the client sends, ms. */
  readonly fromSend: number;
  /** From the moment that FaxReceived carries, ms. */
  readonly fromReceived: number;
}

export interface IdleHouse {
  readonly baseUrl: string;
  /** Of live faxes. */
  readonly key: string;
  readonly waiting: Waiting;
  readonly faxLog: Pick<FaxLog, 'history'>;
}

/** Faxes one at a time, each from being sent to the first INVITE on the wire. */
export async function latenciesOf(house: IdleHouse): Promise<Latency[]> {
  const latencies: Latency[] = [];
  for (let n = 0; n < WARM_UPS + FAXES; n += 1) {
    const number = `+1202555${String(1_000 + n)}`;
    const invited = new Promise<SeenInvite>((resolve) => house.waiting.set(number, resolve));
    const sentAt = performance.now();
    const faxId = await send(house, { number, text: `${n}\n${TEXT}` });
    const { at } = await withinTime(invited);
    const [received] = await house.faxLog.history(faxId);
    if (n >= WARM_UPS && received) latencies.push({ fromSend: at - sentAt, fromReceived: performance.timeOrigin + at - received.event.at });
    await sleep(REST_MS);
  }
  return latencies;
}

export function latencyLine(latencies: readonly Latency[]): string {
  const [send, received] = [latencies.map(({ fromSend }) => fromSend), latencies.map(({ fromReceived }) => fromReceived)];
  const p = (values: readonly number[]): string => `p50 ${median(values).toFixed(0)} ms, p99 ${percentile(values, 0.99).toFixed(0)} ms`;
  return `POST sent to INVITE on the wire: ${p(send)}; from FaxReceived: ${p(received)} (${FAXES} faxes, one at a time)`;
}

async function send({ baseUrl, key }: IdleHouse, fax: { number: string; text: string }): Promise<string> {
  const body = new FormData();
  body.set('phoneNumber', fax.number);
  body.set('document', new Blob([fax.text]), 'letter.txt');
  const response = await fetch(`${baseUrl}/fax`, { method: 'POST', headers: { authorization: `Bearer ${key}` }, body });
  const answer = (await response.json()) as { faxId: string };
  if (response.status !== 202) throw new Error(`The fax was refused: ${JSON.stringify(answer)}`);
  return answer.faxId;
}

async function withinTime(invited: Promise<SeenInvite>): Promise<SeenInvite> {
  const late = sleep(INVITE_TIMEOUT_MS, undefined, { ref: false }).then(() => Promise.reject(new Error('No INVITE came.')));
  return Promise.race([invited, late]);
}
