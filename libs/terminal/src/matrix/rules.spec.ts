import { cellAt } from './dimensions.ts';
import type { Cell } from './dimensions.ts';
import type { Outcome } from './outcome.ts';
import type { Judged } from './rules.ts';
import { problemOf, RULES } from './rules.ts';
import { specimenDocument } from './specimen-pages.ts';

const CELL: Cell = { ...cellAt(0), pages: 3 };
const sent = specimenDocument(CELL);
const received = [0, 1, 2].map((i) => sent.page(i));
const GOOD: Outcome = { protocolSeconds: 10, bitRate: 14_400, pagesConfirmed: 3, documentConfirmed: true, ending: '0/0', received, badRows: [0, 0, 0] };
const spoilt = received.map(({ raster, resolution }) => ({ resolution, raster: { ...raster, octets: raster.octets.map((octet, at) => (at < 216 * 4 ? octet ^ 0xff : octet)) } }));
const judged = (cell: Partial<Cell>, outcome: Partial<Outcome>, seconds = 10): Judged => ({ cell: { ...CELL, ...cell }, outcome: { ...GOOD, ...outcome }, sent, floor: { seconds, roundSeconds: 0 } });

describe('The rules of the matrix', () => {
  it('have nothing against a call that went well', () => {
    expect(problemOf(judged({}, {}))).toBeUndefined();
    expect(problemOf(judged({ ecm: false, loss: 0.1 }, {}))).toBeUndefined();
  });

  it.each([
    ['a fax that did not arrive', judged({ loss: 0.1, ecm: true }, { documentConfirmed: false, ending: '21/32' })],
    ['a page that is another', judged({ ecm: true, loss: 0.1 }, { received: spoilt })],
    ['an end that no standard knows', judged({ ecm: false, loss: 0.1 }, { documentConfirmed: false, ending: '48/silent' })],
    ['bad rows that nobody counted', judged({ ecm: false, loss: 0.1 }, { received: spoilt })],
    ['a call that takes its time', judged({}, { protocolSeconds: 10.6 })],
  ])('find %s', (_, call) => {
    expect(problemOf(call)).toBeDefined();
  });

  it('let a page be refused where nothing corrects it, and take one whose bad rows are known', () => {
    expect(problemOf(judged({ ecm: false, loss: 0.1 }, { documentConfirmed: false, pagesConfirmed: 0, ending: '48/40' }))).toBeUndefined();
    expect(problemOf(judged({ ecm: false, loss: 0.1 }, { received: spoilt, badRows: [4, 4, 4] }))).toBeUndefined();
  });

  it('leave no circumstance without one', () => {
    for (let index = 0; index < 5000; index += 1) expect(RULES.filter(({ applies }) => applies(cellAt(index * 24)))).not.toHaveLength(0);
  });
});
