import { setTimeout as sleep } from 'node:timers/promises';
import type { Configuration } from '@faxwire/platform';
import { openHouse, type House } from '../../house.ts';
import { withBenchFolder } from '../bench-house.ts';
import { median, percentile } from '../statistics.ts';
import { RefusingTrunk, type SeenInvite } from './refusing-trunk.ts';

const WARM_UPS = 5;
const FAXES = 60;
/** The house comes to rest in between; a trunk takes five calls a second. */
const REST_MS = 250;
const INVITE_TIMEOUT_MS = 10_000;
const TEXT = `Dear colleague,\n\n${'please find the results of the examination below.\n'.repeat(20)}`;

interface Latency {
  /** From the moment the client sends, ms. */
  readonly fromSend: number;
  /** From the moment that FaxReceived carries, ms. */
  readonly fromReceived: number;
}

/** How long a fax waits in a house with nothing else to do, from being sent to the first INVITE on the wire. */
export async function idleBench(): Promise<string> {
  const waiting = new Map<string, (invite: SeenInvite) => void>();
  const trunk = await RefusingTrunk.open((invite) => waiting.get(invite.number)?.(invite));
  const trunks = JSON.stringify([{ name: 'bench', host: '127.0.0.1', port: trunk.port, callerNumber: '+12025550100' }]);
  try {
    return await withBenchFolder((configuration) => inHouse(configuration, waiting), { FAXWIRE_TRUNKS: trunks });
  } finally {
    trunk.close();
  }
}

async function inHouse(configuration: Configuration, waiting: Map<string, (invite: SeenInvite) => void>): Promise<string> {
  const house = await openHouse(configuration);
  try {
    return describe(await measure(house, waiting));
  } finally {
    await house.close(0);
  }
}

async function measure(house: House, waiting: Map<string, (invite: SeenInvite) => void>): Promise<Latency[]> {
  const { id } = await house.base.tenants.createTenant({ name: 'Bench' });
  const { key } = await house.base.apiKeys.createKey(id, 'live', 'bench');
  const latencies: Latency[] = [];
  for (let n = 0; n < WARM_UPS + FAXES; n += 1) {
    const number = `+1202555${String(1_000 + n)}`;
    const invited = new Promise<SeenInvite>((resolve) => waiting.set(number, resolve));
    const sentAt = performance.now();
    const faxId = await send(house, key, { number, text: `${n}\n${TEXT}` });
    const { at } = await withinTime(invited);
    const [received] = await house.base.faxLog.history(faxId);
    if (n >= WARM_UPS && received) latencies.push({ fromSend: at - sentAt, fromReceived: performance.timeOrigin + at - received.event.at });
    await sleep(REST_MS);
  }
  return latencies;
}

async function send({ baseUrl }: House, key: string, fax: { number: string; text: string }): Promise<string> {
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

function describe(latencies: readonly Latency[]): string {
  const [send, received] = [latencies.map(({ fromSend }) => fromSend), latencies.map(({ fromReceived }) => fromReceived)];
  const p = (values: readonly number[]): string => `p50 ${median(values).toFixed(0)} ms, p99 ${percentile(values, 0.99).toFixed(0)} ms`;
  return `POST sent to INVITE on the wire: ${p(send)}; from FaxReceived: ${p(received)} (${FAXES} faxes, one at a time)`;
}
