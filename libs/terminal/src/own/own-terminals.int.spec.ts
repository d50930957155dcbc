import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { TraceEntry } from '../fax-terminal.ts';
import { describeTerminals, Exchange, UNHEARD } from '../specimen/terminals.contract.ts';
import { pixelsOf } from '../specimen/sample-document.ts';
import { OwnTerminals } from './own-terminals.ts';
import { workerFile } from './thread/worker-file.ts';

describeTerminals((maxTerminals) => new OwnTerminals({ maxTerminals }));

let exchange: Exchange;
beforeAll(async () => (exchange = await Exchange.open(new OwnTerminals({ threads: 2, maxTerminals: 8 }))));
afterAll(() => exchange.close());

/** Terminals whose threads do this besides. */
async function disturbed(name: string, code: string): Promise<OwnTerminals> {
  const threadFile = exchange.folder.file(`${name}.mjs`);
  await writeFile(threadFile, `import '${pathToFileURL(workerFile()).href}';\n${code}`);
  return new OwnTerminals({ threadFile });
}

describe('Terminals in threads', () => {
  it('store every page by itself before they tell it, and the document as a whole', async () => {
    const traces: TraceEntry[] = [];
    const { answerer, receivedPath } = await exchange.call({}, { onTrace: (entry) => traces.push(entry) });
    expect(await answerer.ended).toMatchObject({ result: { t30Code: 0 } });
    const paths = answerer.facts.flatMap((fact) => (fact.type === 'page' ? [fact.pagePath ?? ''] : []));
    expect((await Promise.all(paths.map(pixelsOf))).flat()).toEqual(await pixelsOf(exchange.documentPath));
    expect(await pixelsOf(receivedPath)).toEqual(await pixelsOf(exchange.documentPath));
    expect(traces.filter(({ octets }) => octets).map(({ direction, name }) => `${direction} ${name}`).slice(0, 5)).toEqual(['sent CSI', 'sent DIS', 'received TSI', 'received DCS', 'sent CFR']);
  });

  it('fail as crashed with the thread they are in, and the next call has another thread', async () => {
    const own = await disturbed('crashing', `setTimeout(() => { throw new Error('out of order'); }, 1500);`);
    const { caller, answerer } = await exchange.call({ from: own, speed: 1 }, { speed: 1 });
    expect(await caller.ended).toMatchObject({ failure: { cause: 'crashed', detail: 'out of order', pagesConfirmed: 0 } });
    answerer.terminal.terminate();
    expect(own.inUse).toBe(0);
    await expect(own.open(exchange.answers(), UNHEARD)).resolves.toBeDefined();
    await own.close();
  });

  it('fail as hung with a thread that does nothing any more', async () => {
    const own = await disturbed('hanging', `setTimeout(() => { for (;;); }, 1500);`);
    const { caller, answerer } = await exchange.call({ from: own, speed: 1 }, { speed: 1 });
    expect(await caller.ended).toMatchObject({ failure: { cause: 'hung' } });
    answerer.terminal.terminate();
    await own.close();
  });

  it('do not misbehave to order, which is for SpanDSP', async () => {
    const own = new OwnTerminals();
    await expect(own.open({ ...exchange.answers(), impairments: { failTraining: true } }, UNHEARD)).rejects.toMatchObject({ code: 'invalid_options' });
  });

  it('count how late their packets left', async () => {
    const own = new OwnTerminals();
    const { caller } = await exchange.call({ from: own });
    await caller.ended;
    expect(own.slip.reduce((sum, count) => sum + count)).toBeGreaterThan(100);
    await own.close();
  });
});
