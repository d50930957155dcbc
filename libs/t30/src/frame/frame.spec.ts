import fc from 'fast-check';
import { fieldOf } from './bits.ts';
import { FCF, type FrameName, nameOf, X } from './fcf.ts';
import { readFrame, writeCommand, writeFrame } from './frame.ts';
import { readIdentification, writeIdentification } from './identification.ts';
import { fullName, readBlockEnd, readPps, writeEor, writePps } from './page-end.ts';
import { readPpr, writePpr } from './partial-page-request.ts';
import { isRcp, readFcd, returnToControl, writeFcd } from './coded-data.ts';

const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex');
const names = Object.keys(FCF) as FrameName[];

describe('frames of T.30', () => {
  it.each<[FrameName, boolean, string]>([
    ['DIS', false, 'ffc801'],
    ['CSI', false, 'ffc802'],
    ['DTC', true, 'ffc881'],
    ['CIG', true, 'ffc882'],
    ['DCS', true, 'ffc8c1'],
    ['DCS', false, 'ffc841'],
    ['TSI', false, 'ffc842'],
    ['CFR', false, 'ffc821'],
    ['CFR', true, 'ffc8a1'],
    ['FTT', false, 'ffc822'],
    ['MCF', false, 'ffc831'],
    ['MCF', true, 'ffc8b1'],
    ['EOP', true, 'ffc8f4'],
    ['PPS', false, 'ffc87d'],
    ['DCN', true, 'ffc8df'],
    ['RCP', true, 'ffc861'],
    ['FCD', true, 'ffc860'],
  ])('%s with X %s is %s', (name, x, octets) => {
    expect(hex(writeFrame({ name }, { x, final: true }))).toBe(octets);
  });

  it.each(names)('%s is read back with either X', (name) => {
    for (const x of [false, true]) expect(readFrame(writeFrame({ name }, { x, final: false }))).toMatchObject({ name, final: false });
  });

  it('X means nothing beyond the identifying group, where it tells DTC from DIS', () => {
    expect(nameOf(FCF.MCF | X)).toBe('MCF');
    expect(nameOf(FCF.DIS | X)).toBe('DTC');
    expect(nameOf(FCF.CSI | X)).toBe('CIG');
    expect(nameOf(0x0b)).toBeUndefined();
  });

  it('exactly the last frame of a command is final', () => {
    const frames = writeCommand([{ name: 'TSI' }, { name: 'SUB' }, { name: 'DCS' }], true);
    expect(frames.map((frame) => frame[1])).toEqual([0xc0, 0xc0, 0xc8]);
  });

  it('any octets are a frame or nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => {
        const frame = readFrame(octets);
        if (frame) expect(fullName(frame.name, frame.fcf, frame.field).length).toBeGreaterThan(0);
        expect(() => [readPps(octets), readBlockEnd(octets), readPpr(octets, 256), readFcd(octets), isRcp(octets), readIdentification(octets)]).not.toThrow();
      }),
    );
  });
});

describe('identifications', () => {
  it('go out last character first, each least significant bit first', () => {
    expect(hex(writeIdentification('+4930123456'))).toBe(`6cac2ccc4c8c0ccc9c2cd4${'04'.repeat(9)}`);
  });

  it('are read back', () => {
    const text = fc.string({ unit: fc.constantFrom(...'+0123456789 ABC'), maxLength: 20 });
    fc.assert(fc.property(text, (name) => expect(readIdentification(writeIdentification(name))).toBe(name.trim())));
  });

  it('may be shorter than twenty characters, and are not read when they are longer', () => {
    expect(readIdentification(writeIdentification('123').slice(0, 5))).toBe('123');
    expect(readIdentification(new Uint8Array(21))).toBeUndefined();
  });
});

describe('frames of error correction', () => {
  it('PPS carries its counters least significant bit first', () => {
    expect(hex(writePps({ end: 'EOP', page: 0, block: 0, frames: 18 }, true))).toBe('f4000088');
    expect(hex(writePps({ end: 'NULL', page: 1, block: 2, frames: 256 }, true))).toBe('008040ff');
  });

  it('PPS of a burst without frames says one, not 256', () => {
    expect(hex(writePps({ end: 'MPS', page: 0, block: 0, frames: 0 }, false))).toBe('72000000');
  });

  it('PPS and EOR are read back, and refused when they are short or strange', () => {
    const signal = { end: 'PRI-EOP', page: 255, block: 7, frames: 200 } as const;
    expect(readPps(writePps(signal, true))).toEqual(signal);
    expect(readBlockEnd(writeEor('EOP', true))).toBe('EOP');
    expect(hex(writeEor('EOP', true))).toBe('f4');
    expect(readPps(Uint8Array.of(0xf4, 0, 0))).toBeUndefined();
    expect(readPps(Uint8Array.of(0x31, 0, 0, 0))).toBeUndefined();
  });

  it('PPR asks for the missing frames and for those that do not exist', () => {
    const missing = [2, 5, 8, 11, 14, 17];
    const field = writePpr((frame) => frame < 18 && !missing.includes(frame));
    expect(hex(field)).toBe(`24927f${'ff'.repeat(29)}`);
    expect(readPpr(field, 18)).toEqual(missing);
  });

  it('a PPR that is too short asks for nothing beyond its end', () => {
    expect(readPpr(Uint8Array.of(0x80), 256)).toEqual([0]);
  });

  it('FCD frames carry their number least significant bit first, RCP comes three times', () => {
    expect(hex(writeFcd({ number: 1, data: Uint8Array.of(0xaa) }))).toBe('ffc06080aa');
    expect(readFcd(writeFcd({ number: 200, data: new Uint8Array(256) }))).toMatchObject({ number: 200 });
    expect(returnToControl().map(hex)).toEqual(['ffc061', 'ffc061', 'ffc061']);
  });
});

describe('bit fields', () => {
  it('have at least three octets, and extension bits in all kept ones from the third but the last', () => {
    expect(hex(fieldOf([]))).toBe('000000');
    expect(hex(fieldOf([10, 76]))).toBe('00400101010101010110');
  });
});
