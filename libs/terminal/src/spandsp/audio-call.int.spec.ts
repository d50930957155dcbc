import type { FaxTerminalOptions } from '../fax-terminal.ts';
import { AudioMachine, runAudioCall } from '../specimen/audio-pair.ts';
import { ORDINARY } from '../specimen/machine-pair.ts';
import { pixelsOf, SampleFolder } from '../specimen/sample-document.ts';
import { loadSpanDsp } from './library.ts';

/** Two machines with their modems, in counted time. */
const library = loadSpanDsp();
let folder: SampleFolder;
beforeAll(async () => void (folder = await SampleFolder.create()));
afterAll(() => folder.remove());

let calls = 0;
async function pair(pages: number, rest: Partial<FaxTerminalOptions> = {}) {
  const tiffPath = await folder.document(pages);
  const received = folder.file(`received-${(calls += 1)}.tif`);
  const caller = new AudioMachine(library, { ...ORDINARY, role: 'originate', transmit: { tiffPath, firstPage: 0 }, ...rest });
  const answerer = new AudioMachine(library, { ...ORDINARY, role: 'answer', receive: { tiffPath: received }, stationId: '+4930222', ...rest });
  return { caller, answerer, tiffPath, received };
}

describe('a fax in audio', () => {
  it.each([['with error correction', true], ['without', false]])('arrives as it was sent, %s', async (_how, ecm) => {
    const { caller, answerer, tiffPath, received } = await pair(2, { ecm });
    runAudioCall(caller, answerer);
    expect(caller.ending).toMatchObject({ t30Code: 0, documentConfirmed: true, pagesConfirmed: 2, remoteStationId: '+4930222' });
    expect(answerer.ending).toMatchObject({ t30Code: 0, pagesConfirmed: 2 });
    expect(caller.facts.map(({ type }) => type)).toEqual(['negotiated', 'page', 'page']);
    expect(caller.facts[0]).toMatchObject({ ecm, bitRate: 14_400 });
    expect(await pixelsOf(received)).toEqual(await pixelsOf(tiffPath));
  });

  it('waits for each fact to be recorded', async () => {
    const { caller, answerer, tiffPath, received } = await pair(2, { gate: true });
    caller.recordingTicks = 60;
    answerer.recordingTicks = 60;
    runAudioCall(caller, answerer);
    expect(caller.ending).toMatchObject({ t30Code: 0, pagesConfirmed: 2 });
    expect(await pixelsOf(received)).toEqual(await pixelsOf(tiffPath));
  });

  it('tells where the transmission stands', async () => {
    const { caller, answerer } = await pair(2);
    runAudioCall(caller, answerer);
    expect(caller.progress.filter((step, at, all) => step !== all[at - 1])).toEqual(['image', 'command', 'image', 'command', 'image']);
    expect(answerer.progress).toEqual([]);
  });

  it('is sent again, block by block, where the line loses sound', async () => {
    const { caller, answerer, tiffPath, received } = await pair(1);
    let frames = 0;
    runAudioCall(caller, answerer, (frame) => ((frames += 1) % 1_501 === 0 ? undefined : frame));
    expect(caller.ending).toMatchObject({ t30Code: 0, documentConfirmed: true });
    expect(await pixelsOf(received)).toEqual(await pixelsOf(tiffPath));
  });
});

describe('a machine in audio whose far end says nothing', () => {
  const alone = async (role: 'originate' | 'answer') => {
    const { caller, answerer } = await pair(1);
    const machine = role === 'originate' ? caller : answerer;
    machine.call.start();
    for (let tick = 0; tick < 10_000 && !machine.ending; tick += 1) {
      machine.tick(tick * 20);
      machine.call.hear(new Int16Array(160));
    }
    return machine;
  };

  it('gives up after T1 when it called', async () => {
    expect((await alone('originate')).ending).toMatchObject({ type: 'gave-up', cause: 'silent' });
  });

  it('offers itself for the whole of T1 when it answered, and ends', async () => {
    const { ending } = await alone('answer');
    expect(ending).toBeDefined();
  });
});

describe('a machine in audio whose far end leaves', () => {
  it.each(['caller', 'answerer'] as const)('ends by itself where it is the %s', async (who) => {
    const { caller, answerer } = await pair(1);
    let frames = 0;
    const goneAfter = 2 * 50 * 12;
    runAudioCall(caller, answerer, (frame) => {
      frames += 1;
      return frames > goneAfter ? undefined : frame;
    });
    expect((who === 'caller' ? caller : answerer).ending).toBeDefined();
    expect(caller.ending).not.toMatchObject({ documentConfirmed: true });
  });

  it('ends at once when it is told to', async () => {
    const { caller, answerer } = await pair(1);
    for (const machine of [caller, answerer]) {
      machine.call.start();
      machine.tick(0);
      machine.call.terminate();
    }
    expect([caller.ending, answerer.ending]).toMatchObject([{ t30Code: 49 }, { t30Code: 49 }]);
  });
});
