import { jest } from '@jest/globals';
import type { LineFact, TransmitOrder } from '@faxwire/contracts';
import { FULL_SETTINGS, phoneNumber, type AttemptFailure, type LineSettings } from '@faxwire/fax';
import { TerminalError, type FaxTerminalListeners, type NegotiatedFact, type PageFact, type TerminalResult } from '@faxwire/terminal';
import { encodeIfp, type IfpDataType, type IfpFieldType } from '@faxwire/t38';
import { ConfirmedPages } from './confirmed-pages.ts';
import { PageTransmission } from './page-transmission.ts';
import { TERMINAL_END_MS } from './protocol-limit.ts';
import { terminalOptions } from './terminal-options.ts';
import { TRUNK_DEFAULTS, type TrunkConfiguration } from '@faxwire/trunks';

const order: TransmitOrder = {
  faxId: 'fax', attemptId: 'att', mode: 'live', phoneNumber: phoneNumber('+12125550123'), callerNumber: '+12025550100', pagesPath: '/pages.tiff',
  pageCount: 3, resolution: 'fine', fromPage: 1, settings: FULL_SETTINGS, signal: new AbortController().signal,
};
const trunk: TrunkConfiguration = { ...TRUNK_DEFAULTS, name: 't', host: '192.0.2.1', port: 5060, callerNumber: '+12025550100', modes: ['live'] };
const far = {
  kind: 't38', address: '192.0.2.7', port: 5000,
  parameters: {
    version: 0, maxBitRate: 9_600, rateManagement: 'transferredTCF', fillBitRemoval: false, transcodingMmr: false, transcodingJbig: false,
    maxBuffer: undefined, maxDatagram: 400, errorCorrection: ['t38UDPRedundancy'],
  },
} as const;
const options = terminalOptions({ order, trunk, far, timeFactor: 1, maxCallSeconds: 60 });

const negotiated: NegotiatedFact = {
  type: 'negotiated', bitRate: 9_600, ecm: true, compression: 'mmr', widthPx: 1728, resolution: { x: 204, y: 196 }, remoteStationId: '+1',
};
const page = (index: number, last = false): PageFact => ({
  type: 'page', index, last, confirmed: true, bitRate: 9_600, badRows: 0, bytes: 100, lengthRows: 400, ecmRetries: 0,
});
const ended = (t30Code: number, documentConfirmed: boolean): TerminalResult => ({
  t30Code, documentConfirmed, pagesConfirmed: 0, bitRate: 9_600, ecm: true, ecmRetries: 0, protocolSeconds: 30,
});

/** A terminal whose life the test tells. */
class Script {
  readonly facts: LineFact[] = [];
  readonly points: string[] = [];
  readonly pages = new ConfirmedPages(order);
  terminated = 0;
  listeners!: FaxTerminalListeners;
  readonly transmission = new PageTransmission({
    order, pages: this.pages, sendPacket: () => undefined,
    failPoint: (name) => void this.points.push(name),
    report: async (fact) => {
      this.points.push(`report ${fact.type}`);
      this.facts.push(fact);
      if (fact.type === 'page') this.pages.record(fact.page.page);
    },
  });

  async open(): Promise<this> {
    const terminal = { start: () => undefined, receive: () => undefined, terminate: () => void (this.terminated += 1) };
    await this.transmission.open({ open: async (_, listeners) => { this.listeners = listeners; return terminal; } }, options);
    return this;
  }

  sends(dataType: IfpDataType, type: IfpFieldType, times = 1): void {
    for (let n = 0; n < times; n += 1) this.listeners.onPacket(encodeIfp({ kind: 'data', dataType, fields: [{ type, bytes: Uint8Array.of(1, 2) }] }), 1);
  }

  get failure(): Promise<AttemptFailure | undefined> {
    return this.transmission.ended;
  }
}

const terms = { trunk, far, timeFactor: 1, maxCallSeconds: 60 };

describe('the terminal of an attempt', () => {
  it('is asked for what plan, trunk and far end all allow', () => {
    expect(options).toMatchObject({ maxBitRate: 9_600, v17: true, ecm: true, gate: true, transmit: { tiffPath: '/pages.tiff', firstPage: 1, pageCount: 2 } });
    const slower = terminalOptions({
      trunk, far, timeFactor: 1, maxCallSeconds: 60, order: { ...order, settings: { maxBitRate: 4_800, v17: false, ecm: false, t38: true } },
    });
    expect(slower).toMatchObject({ maxBitRate: 4_800, v17: false, ecm: false });
  });

  it('brings pages down to the resolution of the attempt', () => {
    const resolutionsOf = (settings: Partial<LineSettings>) => terminalOptions({ ...terms, order: { ...order, settings: { ...FULL_SETTINGS, ...settings } } }).resolutions;
    expect([resolutionsOf({}), resolutionsOf({ maxResolution: 'standard' }), resolutionsOf({ maxResolution: 'fine' })]).toEqual([['standard', 'fine', 'superfine'], ['standard'], ['standard', 'fine']]);
  });

  it('says on top of the pages of a resumed fax that they are the second part, and nothing where no header is wished', () => {
    const headerOf = (fromPage: number, headerText?: string) => terminalOptions({ ...terms, order: { ...order, fromPage, ...(headerText !== undefined && { headerText }) } }).headerText;
    expect([headerOf(0, 'Clinic'), headerOf(1, 'Clinic'), headerOf(1)]).toEqual(['Clinic', 'CONTINUED Clinic', undefined]);
    expect(headerOf(1, 'x'.repeat(60))).toHaveLength(50);
  });
});

describe('transmitting the pages', () => {
  it('reports what was agreed and each page with its number in the document', async () => {
    const script = await new Script().open();
    await script.listeners.onFact(negotiated);
    await script.listeners.onFact(page(1));
    await script.listeners.onFact(page(2, true));
    script.listeners.onResult(ended(0, true));
    expect(await script.failure).toBeUndefined();
    expect(script.facts).toEqual([
      { type: 'negotiated', negotiation: { bitRate: 9_600, ecm: true, compression: 'MMR', resolution: '204x196', remoteStationId: '+1' } },
      { type: 'page', page: { page: 1, bitRate: 9_600, badRows: 0, bytes: 100 } },
      { type: 'page', page: { page: 2, bitRate: 9_600, badRows: 0, bytes: 100 } },
    ]);
    expect(script.pages.all).toBe(true);
  });

  it('reports a new training only when it changed something', async () => {
    const script = await new Script().open();
    await script.listeners.onFact(negotiated);
    await script.listeners.onFact({ ...negotiated });
    await script.listeners.onFact({ ...negotiated, bitRate: 4_800 });
    expect(script.facts.map((fact) => fact.type === 'negotiated' && fact.negotiation.bitRate)).toEqual([9_600, 4_800]);
  });

  it('passes the crash tests\' places: within each page, and after the last confirmation before its record', async () => {
    const script = await new Script().open();
    await script.listeners.onFact(negotiated);
    script.sends('v17-9600', 'hdlc-data', 2);
    expect(script.points).toEqual(['report negotiated']);
    script.sends('v17-9600', 'hdlc-data', 50);
    await script.listeners.onFact(page(1));
    script.sends('v17-9600', 'hdlc-data', 50);
    await script.listeners.onFact(page(2, true));
    expect(script.points).toEqual(['report negotiated', 'mid_page', 'report page', 'mid_page', 'after_last_mcf', 'report page']);
  });

  it.each([
    ['crashed', 'media_crashed'], ['hung', 'media_hung'], ['silent', 'far_end_silent'], ['call_too_long', 'call_too_long'],
    ['start_failed', 'media_crashed'], ['unrecorded', 'interrupted'],
  ] as const)('ends with its cause when the terminal %s', async (cause, expected) => {
    const script = await new Script().open();
    script.listeners.onFailed({ cause, detail: 'exit SIGSEGV', pagesConfirmed: 0, documentConfirmed: false });
    expect(await script.failure).toEqual({ cause: expected, detail: 'exit SIGSEGV' });
  });

  it.each([['crashed', 'media_crashed'], ['hung', 'media_hung'], ['unrecorded', 'interrupted']] as const)(
    'was lost with what it had heard, if the far end hung up or not, when the terminal %s',
    async (cause, expected) => {
      const script = await new Script().open();
      await script.listeners.onFact(negotiated);
      script.transmission.callEnded({ kind: 'remote_bye' });
      script.listeners.onFailed({ cause, detail: 'exit SIGSEGV', pagesConfirmed: 0, documentConfirmed: false });
      expect(await script.failure).toEqual({ cause: expected, detail: 'exit SIGSEGV' });
    },
  );

  it('was dropped when the terminal gave up after the far end hung up', async () => {
    const script = await new Script().open();
    await script.listeners.onFact(negotiated);
    script.transmission.callEnded({ kind: 'remote_bye' });
    script.listeners.onFailed({ cause: 'silent', detail: '60 s', pagesConfirmed: 0, documentConfirmed: false });
    expect(await script.failure).toMatchObject({ cause: 'dropped_mid_page' });
  });

  it('waits a moment only for a terminal that does not end when told to', async () => {
    jest.useFakeTimers();
    try {
      const script = await new Script().open();
      script.transmission.stop();
      const settled = script.transmission.settled();
      await jest.advanceTimersByTimeAsync(TERMINAL_END_MS);
      expect(await settled).toMatchObject({ cause: 'media_hung' });
    } finally {
      jest.useRealTimers();
    }
  });

  it('says where it was when the far end hung up', async () => {
    const script = await new Script().open();
    await script.listeners.onFact(negotiated);
    script.sends('v17-9600', 'hdlc-data', 50);
    script.transmission.callEnded({ kind: 'remote_bye' });
    script.listeners.onResult(ended(49, false));
    expect(await script.failure).toEqual({ cause: 'dropped_mid_page', detail: 'the far end hung up in page 2' });
  });

  it('says so when only the last confirmation is missing', async () => {
    const script = await new Script().open();
    await script.listeners.onFact(negotiated);
    await script.listeners.onFact(page(1));
    script.sends('v17-9600', 'hdlc-data', 50);
    script.sends('v21', 'hdlc-data');
    script.transmission.callEnded({ kind: 'remote_bye' });
    script.listeners.onResult(ended(49, false));
    expect(await script.failure).toMatchObject({ cause: 'dropped_mid_page', detail: 'the far end hung up after the last page, before its confirmation' });
  });

  it('was dropped before it began when nothing was agreed', async () => {
    const script = await new Script().open();
    script.transmission.callEnded({ kind: 'transport', detail: 'gone' });
    script.listeners.onResult(ended(49, false));
    expect(await script.failure).toMatchObject({ cause: 'call_dropped', detail: 'the call broke (gone) before the transmission began' });
  });

  it('names the T.30 code of a transmission that failed by itself', async () => {
    const script = await new Script().open();
    script.listeners.onResult(ended(6, false));
    expect(await script.failure).toMatchObject({ cause: 'training_failed', t30Code: 6 });
  });

  it('ends when there is no terminal to be had', async () => {
    const script = new Script();
    const none = { open: () => Promise.reject(new TerminalError('no_capacity', 'all 100 terminals are in use')) };
    expect(await script.transmission.open(none, options)).toBeUndefined();
    expect(await script.failure).toMatchObject({ cause: 'media_crashed', detail: 'no fax terminal: all 100 terminals are in use' });
  });

  it('lets go of a terminal that comes after the call was given up', async () => {
    const script = new Script();
    script.transmission.stop();
    await script.open();
    expect(script.terminated).toBe(1);
  });
});
