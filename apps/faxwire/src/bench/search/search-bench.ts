import { DocumentRenderer } from '@faxwire/documents';
import { openApi } from '@faxwire/api-app';
import { ClosingStack, type Foundation } from '@faxwire/runtime';
import { claimedGround } from '../accept/accept-bench.ts';
import { withBenchFolder } from '../bench-house.ts';
import { percentile } from '../statistics.ts';
import { generateFaxes, tenantIdOf } from './generated-faxes.ts';
import { SEARCHES } from './searches.ts';

const FEW = 50_000;
const MANY = Number(process.env['FAXWIRE_BENCH_FAXES'] ?? 5_000_000);
/** The largest, and some of every size. */
const ASKING = [0, 1, 2, 5, 10, 20, 50, 100, 200, 400, 600, 800, 999];
const ROUNDS = 20;

interface Caller {
  readonly url: string;
  readonly key: string;
}

type Times = Readonly<Record<string, readonly number[]>>;

/** Every search by HTTP, as tenants of every size ask, among fifty thousand faxes and among five million. */
export function searchBench(): Promise<string> {
  return withBenchFolder(async (configuration) => {
    const closing = new ClosingStack((error) => process.stderr.write(`${String(error)}\n`));
    try {
      return await measure(await claimedGround(configuration, closing));
    } finally {
      await closing.close();
    }
  });
}

async function measure(base: Foundation): Promise<string> {
  const callers = await openCallers(base);
  await generateFaxes(base.database.url, 0, FEW);
  await askAll(callers, 2);
  const few = await askAll(callers, ROUNDS);
  await generateFaxes(base.database.url, FEW, MANY);
  await askAll(callers, 2);
  return describe(few, await askAll(callers, ROUNDS));
}

async function openCallers(base: Foundation): Promise<Caller[]> {
  const renderer = new DocumentRenderer({ concurrency: 1, wallClockMs: 10_000 });
  base.closing.defer('renderer', () => renderer.close());
  const url = await openApi(base, { renderer });
  return Promise.all(ASKING.map(async (index) => {
    const { id } = await base.tenants.createTenant({ id: tenantIdOf(index), name: `Tenant ${index}` });
    return { url, key: (await base.apiKeys.createKey(id, 'live', 'bench')).key };
  }));
}

async function askAll(callers: readonly Caller[], rounds: number): Promise<Times> {
  const times = Object.fromEntries(Object.keys(SEARCHES).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const caller of callers) for (const [name, search] of Object.entries(SEARCHES)) times[name]?.push(await ask(caller, search()));
  }
  return times;
}

/** Milliseconds. */
async function ask({ url, key }: Caller, body: object): Promise<number> {
  const begun = performance.now();
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const response = await fetch(`${url}/fax/search`, { method: 'POST', headers, body: JSON.stringify(body) });
  const answer = await response.text();
  if (!response.ok) throw new Error(`A search was answered with ${response.status}: ${answer}`);
  return performance.now() - begun;
}

function describe(few: Times, many: Times): string {
  const p99 = (times: readonly number[] = []): number => percentile(times, 0.99);
  const [worst = ''] = Object.keys(many).sort((one, other) => p99(many[other]) - p99(many[one]));
  const everything = (times: Times): number[] => Object.values(times).flat();
  const each = Object.entries(many).map(([name, times]) => `${name} ${p99(times).toFixed(1)}`).join(', ');
  return (
    `${MANY} faxes of 1000 tenants: p50 ${percentile(everything(many), 0.5).toFixed(1)} ms, p99 ${p99(everything(many)).toFixed(1)} ms, worst search (${worst}) p99 ${p99(many[worst]).toFixed(1)} ms; `
    + `among ${FEW} p99 ${p99(everything(few)).toFixed(1)} ms, ratio ${(p99(everything(many)) / p99(everything(few))).toFixed(2)} (p99 in ms of each: ${each})`
  );
}
