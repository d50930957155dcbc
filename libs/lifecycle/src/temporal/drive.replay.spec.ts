import { readdirSync, readFileSync } from 'node:fs';
import { DeterminismViolationError } from '@temporalio/workflow';
import { Worker } from '@temporalio/worker';
import { quietRuntime } from './quiet-runtime.ts';
import { exchanged, withoutFlags, type HistoryEvent } from './testing/stored-history.ts';
import { historyFromJson } from './testing/history-json.ts';
import { workflowBundle } from './workflow-bundle.ts';

const FOLDER = new URL('./histories/', import.meta.url);
const names = readdirSync(FOLDER);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as { events: HistoryEvent[] };
/** The same with another step where the document was rendered. */
const wrong = (name: string) => JSON.parse(JSON.stringify(read(name)).replaceAll('"name":"render"', '"name":"close"')) as { events: HistoryEvent[] };
const FAX_ID = 'a-fax';

async function replay(history: { readonly events: readonly HistoryEvent[] }): Promise<void> {
  await Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, historyFromJson(history), FAX_ID);
}

describe('faxes that were begun by an earlier version', () => {
  beforeAll(() => quietRuntime());

  it('are of every kind', () => {
    expect(names.sort()).toEqual(expect.arrayContaining(['held.json', 'log-away.json', 'long.json', 'nudged-at-the-end.json', 'retries.json', 'sent-at-once.json']));
  });

  it.each(names)('go on: %s', async (name) => {
    await expect(replay(read(name))).resolves.toBeUndefined();
  });

  it.each(names)('would not go on with other steps than theirs: %s', async (name) => {
    await expect(replay(wrong(name))).rejects.toBeInstanceOf(DeterminismViolationError);
  });

  it.each(names)('are stored with the flags of the SDK: %s', (name) => {
    expect(JSON.stringify(read(name))).toContain('"coreUsedFlags":[');
  });

  it('would be let pass in silence without those flags, whatever their steps', async () => {
    await expect(replay(withoutFlags(wrong('sent-at-once.json')))).resolves.toBeUndefined();
  });

  it('would be refused with the steps in another order', async () => {
    const sent = read('sent-at-once.json');
    await expect(replay(exchanged(sent, ['absent', 'nothing']))).resolves.toBeUndefined();
    await expect(replay(exchanged(sent, ['render', 'transmit']))).rejects.toBeInstanceOf(DeterminismViolationError);
  });
});
