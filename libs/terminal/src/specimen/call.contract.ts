import type { FaxTerminalOptions, TerminalFact } from '../fax-terminal.ts';
import { loadSpanDsp } from '../spandsp/library.ts';
import type { OpenMachineCall } from './machine-pair.ts';
import { Machine, ORDINARY, runCall, spanDspCalls } from './machine-pair.ts';
import { pixelsOf, SampleFolder } from './sample-document.ts';

/** What is under test: an engine, and its way to files. */
export interface CallSubject {
  readonly open: OpenMachineCall;
  /** What it is limited to, and runs at between two of its kind. */
  readonly rates: readonly (readonly [maxBitRate: number, bitRate: number])[];
  /** How it ends when its caller vanishes in mid page. */
  readonly vanished: string | number;
  /** Before the calls that send it. */
  readonly load?: (tiffPath: string) => Promise<void>;
  /** After the call that received it. */
  readonly save?: (tiffPath: string) => Promise<void>;
}

/** Some of the image of a page, not yet all of it. */
const PACKETS_INTO_PAGE = 60;

interface Pair {
  readonly caller: Machine;
  readonly answerer: Machine;
  readonly receivedPath: string;
}

const pagesOf = (facts: readonly TerminalFact[]): number[] => facts.flatMap((fact) => (fact.type === 'page' ? [fact.index] : []));

/** What any engine behind the port does, in simulated time; both ends are it, except that machines which misbehave are SpanDSP. */
export function describeCalls({ open, rates, vanished, load, save }: CallSubject): void {
  let folder: SampleFolder;
  let documentPath: string;
  let calls = 0;

  beforeAll(async () => {
    folder = await SampleFolder.create();
    documentPath = await folder.document(3);
    await load?.(documentPath);
  });
  afterAll(() => folder.remove());

  function pair(caller: Partial<FaxTerminalOptions> = {}, answerer: Partial<FaxTerminalOptions> = {}, openAnswerer = open): Pair {
    calls += 1;
    const receivedPath = folder.file(`received-${calls}.tif`);
    const sends = { ...ORDINARY, role: 'originate' as const, transmit: { tiffPath: documentPath, firstPage: 0 }, ...caller };
    const receives = { ...ORDINARY, role: 'answer' as const, stationId: '+4930222', receive: { tiffPath: receivedPath }, ...answerer };
    return { caller: new Machine(open, sends), answerer: new Machine(openAnswerer, receives), receivedPath };
  }

  /** A far end that misbehaves is SpanDSP. */
  function spoilt(impairments: FaxTerminalOptions['impairments'], answerer: Partial<FaxTerminalOptions> = {}): Pair {
    return pair({ ecm: answerer.ecm ?? true }, { ...answerer, impairments }, spanDspCalls(loadSpanDsp()));
  }

  async function receivedPixels(path: string): Promise<string[]> {
    await save?.(path);
    return pixelsOf(path);
  }

  describe('A fax between two machines', () => {
    it('arrives pixel for pixel and both ends tell the same facts in order', async () => {
      const { caller, answerer, receivedPath } = pair();
      runCall(caller, answerer);
      expect(caller.ending).toMatchObject({ t30Code: 0, pagesConfirmed: 3, documentConfirmed: true, remoteStationId: '+4930222' });
      expect(answerer.ending).toMatchObject({ t30Code: 0, pagesConfirmed: 3, documentConfirmed: true, remoteStationId: '+4930111' });
      const expected = { type: 'negotiated', bitRate: 14_400, ecm: true, compression: 'mmr', widthPx: 1728, resolution: { x: 204, y: 196 } };
      for (const { facts } of [caller, answerer]) {
        expect(facts[0]).toMatchObject(expected);
        expect(facts.slice(1)).toMatchObject([0, 1, 2].map((index) => ({ type: 'page', index, badRows: 0, lengthRows: 400, last: index === 2 })));
      }
      expect(await receivedPixels(receivedPath)).toEqual(await pixelsOf(documentPath));
    });

    it('without ECM and V.17 arrives as well, at 9,600 bit/s', async () => {
      const { caller, answerer, receivedPath } = pair({ ecm: false, v17: false });
      runCall(caller, answerer);
      expect(answerer.facts[0]).toMatchObject({ bitRate: 9600, ecm: false, compression: 'mr' });
      expect(await receivedPixels(receivedPath)).toEqual(await pixelsOf(documentPath));
    });

    it.each([...rates])('limited to %p bit/s runs at %p', (maxBitRate, bitRate) => {
      const { caller, answerer } = pair({ maxBitRate, transmit: { tiffPath: documentPath, firstPage: 2 } });
      runCall(caller, answerer);
      expect(caller.facts[0]).toMatchObject({ type: 'negotiated', bitRate });
    });

    it('that resumes sends only the rest, counted as pages of the document', async () => {
      const { caller, answerer, receivedPath } = pair({ transmit: { tiffPath: documentPath, firstPage: 1 } });
      runCall(caller, answerer);
      expect(pagesOf(caller.facts)).toEqual([1, 2]);
      expect(caller.ending).toMatchObject({ t30Code: 0, pagesConfirmed: 2 });
      expect(await receivedPixels(receivedPath)).toEqual((await pixelsOf(documentPath)).slice(1));
    });

    it('with a page count stops after it', async () => {
      const { caller, answerer, receivedPath } = pair({ transmit: { tiffPath: documentPath, firstPage: 1, pageCount: 1 } });
      runCall(caller, answerer);
      expect(pagesOf(caller.facts)).toEqual([1]);
      expect(await receivedPixels(receivedPath)).toEqual((await pixelsOf(documentPath)).slice(1, 2));
    });

    it('of a file that is not there ends with the code for it', () => {
      const { caller, answerer } = pair({ transmit: { tiffPath: folder.file('nothing.tif'), firstPage: 0 } });
      runCall(caller, answerer);
      expect(caller.ending).toMatchObject({ t30Code: 41, pagesConfirmed: 0 });
    });
  });

  describe('On a line that loses one datagram in ten', () => {
    it.each([1, 2, 3, 4, 5])('redundancy brings every page over whole (losses %p)', async (seed) => {
      const { caller, answerer, receivedPath } = pair();
      runCall(caller, answerer, { loss: 0.1, seed });
      expect(caller.ending).toMatchObject({ pagesConfirmed: 3, documentConfirmed: true });
      expect(await receivedPixels(receivedPath)).toEqual(await pixelsOf(documentPath));
    });

    it('a call without redundancy does not get through unharmed', () => {
      const { caller, answerer } = pair({ maxCallSeconds: 400 }, { maxCallSeconds: 400 });
      runCall(caller, answerer, { loss: 0.1, errorCorrection: 'none' });
      const retries = caller.facts.flatMap((fact) => (fact.type === 'page' ? [fact.ecmRetries] : []));
      expect(retries.length < 3 || retries.some((count) => count > 0)).toBe(true);
    });
  });

  describe('The gate', () => {
    it('lets nothing leave while a fact is not recorded', () => {
      const { caller, answerer } = pair({ gate: true });
      caller.recordingTicks = 50;
      let sentAtFact: number | undefined;
      let stops = 0;
      caller.onFact = () => (sentAtFact = caller.sent.length);
      const beforeTick = (): void => {
        if (!caller.recording || sentAtFact === undefined) return;
        stops += 1;
        expect(caller.sent.length).toBe(sentAtFact);
      };
      runCall(caller, answerer, { beforeTick });
      expect(stops).toBeGreaterThanOrEqual(4 * 49);
      expect(caller.ending).toMatchObject({ t30Code: 0, pagesConfirmed: 3 });
    });

    it('on the receiver holds the confirmation back until the page is recorded', () => {
      const { caller, answerer } = pair({}, { gate: true });
      answerer.recordingTicks = 20;
      answerer.onFact = () => expect(pagesOf(caller.facts).length).toBe(Math.max(0, pagesOf(answerer.facts).length - 1));
      runCall(caller, answerer);
      expect(answerer.ending).toMatchObject({ t30Code: 0, pagesConfirmed: 3 });
    });
  });

  it.each([true, false])('A confirmation that is repeated while the last page is recorded (ECM %p) does not spoil the good-bye', (ecm) => {
    const { caller, answerer } = pair({ gate: true, ecm });
    caller.recordingTicks = 300;
    runCall(caller, answerer);
    expect(caller.ending).toMatchObject({ t30Code: 0, pagesConfirmed: 3, documentConfirmed: true });
  });

  describe('An impaired machine', () => {
    it('that cannot be trained ends the call with code 6 and no page', () => {
      const { caller, answerer } = spoilt({ failTraining: true });
      runCall(caller, answerer);
      expect(caller.ending).toMatchObject({ t30Code: 6, pagesConfirmed: 0 });
      expect(caller.facts).toEqual([]);
    });

    it('that hangs up after page 2 has confirmed exactly two', () => {
      const { caller, answerer } = spoilt({ hangUpAfterPage: 2 });
      runCall(caller, answerer);
      expect(caller.ending).toMatchObject({ t30Code: 49, pagesConfirmed: 2, documentConfirmed: false });
      expect(answerer.ending).toMatchObject({ pagesConfirmed: 2 });
    });

    it.each([true, false])('that hangs up before the last confirmation (ECM %p) leaves the last page unconfirmed', (ecm) => {
      const { caller, answerer } = spoilt({ hangUpBeforeLastConfirm: true }, { ecm });
      runCall(caller, answerer);
      expect(caller.ending).toMatchObject({ t30Code: 49, pagesConfirmed: 2, documentConfirmed: false });
      expect(pagesOf(caller.facts)).toEqual([0, 1]);
    });

    it('that goes silent in page 2 is given up by the sender and never ends by itself', () => {
      const { caller, answerer } = spoilt({ silentInPage: 2 });
      const beforeTick = (nowMs: number): void => {
        if (nowMs < 300_000) expect(answerer.ending).toBeUndefined();
        else answerer.call.terminate();
      };
      runCall(caller, answerer, { beforeTick });
      expect(caller.ending).toMatchObject({ t30Code: 21, pagesConfirmed: 1 });
      expect(answerer.ending).toMatchObject({ t30Code: 49, pagesConfirmed: 1 });
    });

    it('that rejects blocks has each sent three times and still gets the pages right', async () => {
      const { caller, answerer, receivedPath } = spoilt({ rejectEcmBlocks: 2 });
      runCall(caller, answerer);
      expect(caller.facts.slice(1)).toMatchObject([2, 2, 2].map((ecmRetries) => ({ type: 'page', ecmRetries })));
      expect(await receivedPixels(receivedPath)).toEqual(await pixelsOf(documentPath));
    });
  });

  describe('A watchdog', () => {
    it('ends a receiver whose caller vanished in mid page, which SpanDSP alone would not', () => {
      const { caller, answerer } = pair({}, { maxSilenceSeconds: 30 });
      let sentByThen = Infinity;
      caller.onFact = (fact) => {
        if (fact.type === 'page' && fact.index === 0) sentByThen = caller.sent.length;
      };
      const beforeTick = (): void => {
        if (caller.sent.length > sentByThen + PACKETS_INTO_PAGE) caller.call.terminate();
      };
      runCall(caller, answerer, { beforeTick });
      const end = answerer.ending;
      expect(end && 'cause' in end ? end.cause : end?.t30Code).toBe(vanished);
      expect(pagesOf(answerer.facts).length).toBeLessThan(3);
    });

    it.each([true, false])('ends a receiver whose caller left without a good-bye (ECM %p) with the whole fax received', async (ecm) => {
      const { caller, answerer, receivedPath } = pair({ ecm });
      const beforeTick = (): void => {
        if (pagesOf(caller.facts).length === 3) caller.call.terminate();
      };
      runCall(caller, answerer, { beforeTick });
      expect(answerer.ending).toMatchObject({ pagesConfirmed: 3, documentConfirmed: true });
      expect(answerer.ending).not.toHaveProperty('cause');
      expect(await receivedPixels(receivedPath)).toEqual(await pixelsOf(documentPath));
    });

    it('ends a call that is longer than allowed', () => {
      const { caller, answerer } = pair({ maxCallSeconds: 25 });
      runCall(caller, answerer, { beforeTick: (nowMs) => nowMs > 26_000 && answerer.call.terminate() });
      expect(caller.ending).toMatchObject({ type: 'gave-up', cause: 'call_too_long' });
    });

    it('and the owner may end a call at any moment, also while a fact is not recorded', () => {
      const { caller, answerer } = pair({ gate: true });
      caller.recordingTicks = 10_000;
      const beforeTick = (nowMs: number): void => {
        if (nowMs > 60_000) for (const machine of [caller, answerer]) machine.call.terminate();
      };
      runCall(caller, answerer, { beforeTick });
      expect(caller.ending).toMatchObject({ t30Code: 49, pagesConfirmed: 0 });
    });
  });
}
