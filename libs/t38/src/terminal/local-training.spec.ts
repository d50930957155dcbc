import type { LineSignal } from '@faxwire/t30';
import { LocalTraining } from './local-training.ts';

/** Address, control, DCS, and bits 1 to 24: 14,400 bit/s by V.17. */
const DCS = Uint8Array.of(0xff, 0xc8, 0xc1, 0x00, 0x04, 0x00);
const MCF = Uint8Array.of(0xff, 0xc8, 0x31);
const frame = (octets: Uint8Array, intact = true): LineSignal => ({ type: 'frame', modem: 'v21', octets, intact });
const FLAGS: LineSignal = { type: 'carrier', modem: 'v21' };
const CARRIER: LineSignal = { type: 'carrier', modem: 'v17-14400', training: 'long' };
const IMAGE: LineSignal = { type: 'image', modem: 'v17-14400', octets: new Uint8Array(54) };
const SILENCE: LineSignal = { type: 'silence' };
const heardOf = (training: LocalTraining, ...signals: LineSignal[]) => signals.flatMap((signal) => training.hear(signal, 1000)).map(({ type }) => type);

/** What it makes by itself, with its times. */
function made(training: LocalTraining): string[] {
  const told: string[] = [];
  for (let dueMs = training.nextDueMs; dueMs !== undefined; dueMs = training.nextDueMs) told.push(`${dueMs}: ${training.take(dueMs).map(({ type }) => type).join(' ')}`);
  return told;
}

describe('A training check that is made where it is heard', () => {
  it('follows the DCS as it would on the line', () => {
    const training = new LocalTraining();
    expect(heardOf(training, FLAGS, frame(DCS), SILENCE)).toEqual(['carrier', 'frame', 'silence']);
    expect(made(training)).toEqual(['1075: carrier', '3968: image silence']);
  });

  it('follows a DCS whose end was lost', () => {
    const training = new LocalTraining();
    heardOf(training, FLAGS, frame(DCS));
    expect(made(training)).toEqual(['2075: carrier', '4968: image silence']);
  });

  it('is not made behind other frames, and not behind a spoilt one', () => {
    for (const signal of [frame(MCF), frame(DCS, false), frame(DCS.subarray(0, 1))]) {
      const training = new LocalTraining();
      heardOf(training, FLAGS, signal, SILENCE);
      expect(made(training)).toEqual([]);
    }
  });

  it('is made although the far end announces it, which is not heard', () => {
    const training = new LocalTraining();
    heardOf(training, FLAGS, frame(DCS), SILENCE);
    expect(heardOf(training, CARRIER, SILENCE)).toEqual([]);
    expect(made(training)).toHaveLength(2);
  });

  it('gives way to one that is sent all the same', () => {
    const training = new LocalTraining();
    heardOf(training, FLAGS, frame(DCS), SILENCE);
    expect(heardOf(training, CARRIER, IMAGE, IMAGE, SILENCE)).toEqual(['carrier', 'image', 'image', 'silence']);
    expect(made(training)).toEqual([]);
  });

  it('gives way to a far end that says something else', () => {
    const training = new LocalTraining();
    heardOf(training, FLAGS, frame(DCS), SILENCE);
    expect(heardOf(training, FLAGS)).toEqual(['carrier']);
    expect(made(training)).toEqual([]);
  });
});
