import { IMAGE_MODEMS } from '../line/modem.ts';
import { bitRateOf } from '../line/modem.ts';
import { familyOf } from '../negotiation/rate-bits.ts';
import type { Overrides } from '../testing/two-machines.ts';
import { converse, documentOf, FULL, PAGES, pagesOf, receiver, samePages, sender, spoken } from '../testing/two-machines.ts';
import { specimenPage } from '../testing/specimen-page.ts';
import type { Compression } from '../coding/compression.ts';
import type { T30Options } from './t30-options.ts';

const documentOptions = { transmit: { document: documentOf(PAGES), firstPage: 0 } };
const poller = (overrides: Overrides = {}): T30Options => ({ role: 'originate', stationId: '+49 30 111', capabilities: FULL, receive: true, ...overrides });
const polled = (overrides: Overrides = {}): T30Options => ({ role: 'answer', stationId: '+49 30 222', capabilities: FULL, ...documentOptions, ...overrides });

interface Row {
  readonly ecm: boolean;
  readonly modem: (typeof IMAGE_MODEMS)[number];
  readonly compression: Compression;
}
const ROWS: readonly Row[] = [true, false].flatMap((ecm) =>
  IMAGE_MODEMS.flatMap((modem) =>
    (['mh', 'mr', 'mmr'] as const).filter((compression) => ecm || compression !== 'mmr').map((compression) => ({ ecm, modem, compression })),
  ),
);
/** A machine that settles on exactly this when it meets one with everything. */
const capabilitiesOf = ({ ecm, modem, compression }: Row) => ({
  ...FULL,
  ecm,
  maxBitRate: bitRateOf(modem),
  modems: familyOf(modem) === 'v27ter' ? (['v27ter'] as const) : familyOf(modem) === 'v29' ? (['v27ter', 'v29'] as const) : FULL.modems,
  compressions: compression === 'mh' ? (['mh'] as const) : compression === 'mr' ? (['mh', 'mr'] as const) : FULL.compressions,
});

describe('a call between two machines', () => {
  it.each(ROWS)('that sends with ECM $ecm by $modem in $compression brings every dot', (row) => {
    const { caller, answerer } = converse(sender({ capabilities: capabilitiesOf(row) }), receiver());
    expect([caller.code, answerer.code]).toEqual([0, 0]);
    expect(samePages(answerer, PAGES)).toBe(true);
    expect(caller.facts).toContainEqual(expect.objectContaining({ type: 'negotiated', ...row, bitRate: bitRateOf(row.modem) }));
  });

  it.each(ROWS)('that polls with ECM $ecm by $modem in $compression brings every dot', (row) => {
    const { caller, answerer } = converse(poller({ capabilities: capabilitiesOf(row) }), polled());
    expect([caller.code, answerer.code]).toEqual([0, 0]);
    expect(samePages(caller, PAGES)).toBe(true);
    expect(spoken(caller).slice(0, 2)).toEqual(['CIG', 'DTC']);
  });

  it('says everything in the order of T.30', () => {
    const { caller, answerer } = converse(sender(), receiver());
    expect(spoken(caller)).toEqual(['TSI', 'DCS', 'PPS-MPS', 'PPS-MPS', 'PPS-EOP', 'DCN']);
    expect(spoken(answerer)).toEqual(['CSI', 'DIS', 'CFR', 'MCF', 'MCF', 'MCF']);
  });

  it('tells of a page before it is confirmed', () => {
    const { answerer } = converse(sender(), receiver());
    const order = answerer.facts.flatMap((fact) => (fact.type === 'page-received' ? ['page'] : fact.type === 'frame-sent' ? [fact.name] : []));
    expect(order.slice(-6)).toEqual(['page', 'MCF', 'page', 'MCF', 'page', 'MCF']);
  });

  it('tells the figures of each page, the last one being known as such at both ends', () => {
    const { caller, answerer } = converse(sender(), receiver());
    const sent = caller.facts.filter((fact) => fact.type === 'page-sent');
    const received = answerer.facts.filter((fact) => fact.type === 'page-received');
    expect(sent.map(({ index, rows, last, bitRate }) => ({ index, rows, last, bitRate }))).toEqual(
      [0, 1, 2].map((index) => ({ index, rows: 60, last: index === 2, bitRate: 14_400 })),
    );
    expect(received.map(({ index, last, quality, badRows }) => ({ index, last, quality, badRows }))).toEqual(
      [0, 1, 2].map((index) => ({ index, last: index === 2, quality: 'good', badRows: 0 })),
    );
    for (const page of sent) expect(page.durationMs).toBeGreaterThan(3000);
  });

  it('sends a long page in several blocks, of frames of either size', () => {
    const page = specimenPage({ rows: 1200, ink: 'noise' });
    for (const ecmFrameOctets of [64, 256] as const) {
      const { caller, answerer } = converse(sender({}, [page]), receiver({ capabilities: { ...FULL, ecmFrameOctets } }));
      expect(spoken(caller).filter((name) => name === 'PPS-NULL').length).toBeGreaterThan(1);
      expect([caller.code, answerer.code, samePages(answerer, [page])]).toEqual([0, 0, true]);
    }
  });

  it.each(['standard', 'fine', 'superfine', '300', '400'] as const)('brings %s pages as they are', (resolution) => {
    const widthPx = resolution === '300' ? 3648 : resolution === '400' ? 4864 : 2432;
    const page = specimenPage({ resolution, widthPx });
    const { answerer } = converse(sender({}, [page]), receiver());
    expect(samePages(answerer, [page])).toBe(true);
  });

  it('goes back to phase B where resolution or size change between pages', () => {
    const pages = [specimenPage(), specimenPage({ resolution: 'standard' }), specimenPage({ resolution: 'standard', widthPx: 2048 })];
    const { caller, answerer } = converse(sender({}, pages), receiver());
    expect(spoken(caller)).toEqual(['TSI', 'DCS', 'PPS-EOM', 'TSI', 'DCS', 'PPS-EOM', 'TSI', 'DCS', 'PPS-EOP', 'DCN']);
    expect([caller.code, answerer.code]).toEqual([0, 0]);
    expect(samePages(answerer, pages)).toBe(true);
  });

  it('goes back to phase B in a poll, too', () => {
    const pages = [specimenPage(), specimenPage({ resolution: 'standard' })];
    const { caller, answerer } = converse(poller(), polled({ transmit: { document: documentOf(pages), firstPage: 0 } }));
    expect([caller.code, answerer.code, samePages(caller, pages)]).toEqual([0, 0, true]);
    expect(spoken(caller).filter((name) => name === 'DTC')).toHaveLength(2);
  });

  it('reduces pages to what the far end has', () => {
    const capabilities = { ...FULL, resolutions: ['standard'] as const, widthsPx: [1728] as const, compressions: ['mh'] as const, ecm: false };
    const { caller, answerer } = converse(sender({}, [specimenPage({ resolution: 'superfine', widthPx: 2048, rows: 400 })]), receiver({ capabilities }));
    expect([caller.code, answerer.code]).toEqual([0, 0]);
    expect(pagesOf(answerer)[0]).toMatchObject({ resolution: 'standard', raster: { widthPx: 1728 } });
  });

  it('resumes at a page, and numbers it as the document does', () => {
    const { caller, answerer } = converse(sender({ transmit: { document: documentOf(PAGES), firstPage: 2 } }), receiver());
    expect(caller.facts).toContainEqual(expect.objectContaining({ type: 'page-sent', index: 2, last: true }));
    expect(pagesOf(answerer)).toHaveLength(1);
  });

  it('sends, and then fetches what the far end has', () => {
    const { caller, answerer } = converse(sender({ receive: true }, PAGES.slice(0, 1)), receiver(documentOptions));
    expect([caller.code, answerer.code]).toEqual([0, 0]);
    expect([pagesOf(caller).length, pagesOf(answerer).length]).toEqual([3, 1]);
  });

  it('goes on where the line is slow', () => {
    const { caller, answerer } = converse(sender(), receiver(), { delayMs: 1200 });
    expect([caller.code, answerer.code, pagesOf(answerer).length]).toEqual([0, 0, 3]);
  });

  it('brings five hundred pages, and no more', () => {
    const page = specimenPage({ rows: 4 });
    const document = (pageCount: number) => ({ transmit: { document: { pageCount, page: () => page }, firstPage: 0 } });
    const whole = converse(sender(document(500)), receiver());
    expect([whole.caller.code, whole.answerer.code, pagesOf(whole.answerer).length]).toEqual([0, 0, 500]);
    const tooLong = converse(sender(document(501)), receiver());
    expect([tooLong.answerer.code, pagesOf(tooLong.answerer).length]).toEqual([12, 500]);
  });
});

describe('identification', () => {
  const identified = (facts: readonly { type: string }[]) => facts.filter((fact) => fact.type === 'identified');

  it('is told at both ends', () => {
    const { caller, answerer } = converse(sender({ subAddress: '4711', senderId: '99' }), receiver());
    expect(identified(caller.facts)).toEqual([{ type: 'identified', stationId: '+49 30 222' }]);
    expect(identified(answerer.facts)).toEqual([{ type: 'identified', stationId: '+49 30 111', subAddress: '4711', senderId: '99' }]);
  });

  it('by sub-address is kept from a machine that does not understand it', () => {
    const { answerer } = converse(sender({ subAddress: '4711' }), receiver({ capabilities: { ...FULL, subAddressing: false } }));
    expect(identified(answerer.facts)).toEqual([{ type: 'identified', stationId: '+49 30 111' }]);
  });

  it('that is not accepted ends the call', () => {
    const { caller, answerer } = converse(sender({ senderId: '1' }), receiver({ accept: ({ senderId }) => senderId === '2' }));
    expect([caller.code, answerer.code]).toEqual([14, 56]);
  });

  it.each([
    ['1234', 0, 0],
    ['4321', 35, 56],
  ])('with the password %s polls or does not', (password, callerCode, answererCode) => {
    const secret = polled({ capabilities: FULL, accept: (identification) => identification.password === '1234' });
    const { caller, answerer } = converse(poller({ password, selectivePolling: '7' }), secret);
    expect([caller.code, answerer.code]).toEqual([callerCode, answererCode]);
    expect(answerer.facts).toContainEqual({ type: 'identified', stationId: '+49 30 111', password, selectivePolling: '7' });
  });
});

describe('machines that do not fit', () => {
  it.each<[string, T30Options, T30Options, number, number]>([
    ['no common speed', sender({ capabilities: { ...FULL, modems: ['v29'] } }), receiver({ capabilities: { ...FULL, modems: ['v27ter'] } }), 8, 35],
    ['nobody receives', sender(), receiver({ receive: false }), 9, 35],
    ['nothing to poll', poller(), receiver(), 10, 35],
    ['a page of no known width', sender({}, [specimenPage({ widthPx: 9000 })]), receiver(), 12, 35],
    ['a document that cannot be read', sender({ transmit: { document: { pageCount: 1, page: () => { throw new Error('torn'); } }, firstPage: 0 } }), receiver(), 43, 35],
  ])('%s', (_, caller, answerer, callerCode, answererCode) => {
    const records = converse(caller, answerer);
    expect([records.caller.code, records.answerer.code]).toEqual([callerCode, answererCode]);
  });
});
