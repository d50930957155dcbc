import fc from 'fast-check';
import { IMAGE_MODEMS } from '../line/modem.ts';
import type { PageResolution } from '../page/raster.ts';
import { FULL } from '../testing/two-machines.ts';
import { specimenPage } from '../testing/specimen-page.ts';
import { readCapabilities, writeCapabilities } from './capability-bits.ts';
import { readCtc, writeCtc } from './continue-to-correct.ts';
import { checkDcs } from './dcs-check.ts';
import { readDcs, writeDcs } from './digital-command.ts';
import { planPage } from './page-plan.ts';
import type { PageTerms } from './page-terms.ts';
import { widthsAt } from './page-width.ts';
import { commonRates, rungBelow } from './rate-ladder.ts';
import { chosenScanMs, offeredScanMs } from './scan-time.ts';
import { trainingCheck, TrainingVerdict } from './training-check.ts';

const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex');
const octets = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const NOTHING_SENT = { subAddress: false, senderId: false };
const PRESENT = { hasDocument: false, canReceive: true };

const TERMS: PageTerms = {
  modem: 'v17-14400',
  ecm: true,
  frameOctets: 256,
  compression: 'mmr',
  resolution: 'fine',
  widthPx: 1728,
  length: 'unlimited',
  minScanLineMs: 0,
};
const far = (capabilities = FULL) => readCapabilities(writeCapabilities(capabilities, PRESENT))!;

describe('DIS', () => {
  it('of a machine with everything is that of SpanDSP', () => {
    const own = { ...FULL, resolutions: ['standard', 'fine', 'superfine', '400'] as const, subAddressing: false };
    expect(hex(writeCapabilities(own, PRESENT))).toBe(hex(octets('20 77 5F 23 01 A9 01 01 01 18')));
  });

  it('that is read says what was written', () => {
    expect(far()).toMatchObject({
      canReceive: true,
      hasDocument: false,
      families: ['v27ter', 'v29', 'v17'],
      ecm: true,
      compressions: ['mh', 'mr', 'mmr'],
      resolutions: ['standard', 'fine', 'superfine', '300', '400'],
      widthsPx: [1728, 2048, 2432],
      length: 'unlimited',
      subAddressing: true,
      password: true,
    });
  });

  it.each([
    ['00 00 00', ['v27ter'], 2400],
    ['00 10 00', ['v27ter'], 14400],
    ['00 20 00', ['v29'], 14400],
    ['00 30 00', ['v27ter', 'v29'], 14400],
    ['00 38 00', ['v27ter', 'v29'], 14400],
    ['00 34 00', ['v27ter', 'v29', 'v17'], 14400],
    ['00 04 00', ['v27ter'], 14400],
  ])('%s offers %s', (field, families, maxBitRate) => {
    expect(readCapabilities(octets(field))).toMatchObject({ families, maxBitRate });
  });

  it('of fewer than three octets says nothing', () => {
    expect(readCapabilities(octets('20 77'))).toBeUndefined();
  });

  it('T.6 without error correction is no offer', () => {
    expect(readCapabilities(octets('00 70 01 02'))?.compressions).toEqual(['mh']);
  });

  it.each<[string, number, number]>([
    ['00 00 00', 20, 20],
    ['00 00 02', 40, 40],
    ['00 00 04', 10, 10],
    ['00 00 08', 5, 5],
    ['00 00 06', 10, 5],
    ['00 00 0a', 40, 20],
    ['00 00 0c', 20, 10],
    ['00 00 0e', 0, 0],
  ])('%s needs %d ms a row at standard and %d ms at fine resolution', (field, standardMs, fineMs) => {
    expect([offeredScanMs(octets(field), 'standard'), offeredScanMs(octets(field), 'fine')]).toEqual([standardMs, fineMs]);
  });

  it('may halve the time for the finest rows', () => {
    expect(offeredScanMs(octets('00 00 05 01 01 04'), 'superfine')).toBe(5);
    expect(offeredScanMs(octets('00 00 05 01 01 00'), 'superfine')).toBe(10);
  });
});

describe('DCS', () => {
  it.each<[string, Partial<PageTerms>]>([
    ['00 46 1F 22', {}],
    ['00 47 1E', { ecm: false, compression: 'mr' }],
    ['00 60 00', { ecm: false, compression: 'mh', modem: 'v29-9600', resolution: 'standard', length: 'a4', minScanLineMs: 20 }],
    ['00 50 08', { ecm: false, compression: 'mh', modem: 'v27-4800', resolution: 'standard', length: 'a4', minScanLineMs: 5 }],
    ['00 44 9F 20', { compression: 'mh', resolution: 'standard', widthPx: 2048 }],
    ['00 46 5F 32', { widthPx: 2432, frameOctets: 64 }],
    ['00 44 1F 23 01 40', { resolution: '300', widthPx: 2592 }],
    ['00 44 1F 23 01 80', { resolution: 'superfine' }],
    ['00 44 1F 23 01 20', { resolution: '400', widthPx: 3456 }],
  ])('%s is written and read', (field, changes) => {
    const terms = { ...TERMS, ...changes };
    expect(hex(writeDcs(terms, NOTHING_SENT))).toBe(hex(octets(field)));
    expect(readDcs(octets(field))).toEqual({ ...terms, foreign: false });
  });

  it('says which identifications came with it', () => {
    expect(hex(writeDcs(TERMS, { subAddress: true, senderId: true }))).toBe(hex(octets('00 46 1F 23 01 01 C0')));
  });

  it('whatever its bits never throws, and settles on something this machine can do or is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (field) => {
        const verdict = checkDcs(readDcs(field), FULL);
        if (verdict.type === 'accepted') expect(widthsAt(verdict.terms.resolution)).toContain(verdict.terms.widthPx);
      }),
    );
  });

  it.each<[string, Partial<PageTerms>, Partial<typeof FULL>, string]>([
    ['error correction', {}, { ecm: false }, 'refused'],
    ['T.6', {}, { compressions: ['mh', 'mr'] }, 'refused'],
    ['a resolution', { resolution: '400', widthPx: 3456 }, { resolutions: ['standard', 'fine'] }, 'refused'],
    ['a width', { widthPx: 2432 }, { widthsPx: [1728, 2048] }, 'refused'],
    ['a modem', {}, { modems: ['v27ter', 'v29'] }, 'other-rate'],
    ['a speed', {}, { maxBitRate: 9600 }, 'other-rate'],
    ['nothing', {}, {}, 'accepted'],
  ])('that asks for %s beyond the offer is answered so', (_, terms, changes, verdict) => {
    const field = writeDcs({ ...TERMS, ...terms }, NOTHING_SENT);
    expect(checkDcs(readDcs(field), { ...FULL, ...changes }).type).toBe(verdict);
  });

  it.each(['00 4A 1F', '00 5A 1F'])('of a withdrawn or reserved speed (%s) is never guessed', (field) => {
    expect(checkDcs(readDcs(octets(field)), FULL).type).toBe('other-rate');
  });

  it('of a foreign coding is refused', () => {
    expect(checkDcs(readDcs(octets('00 46 1F 23 01 01 01 01 10')), FULL)).toEqual({ type: 'refused', code: 8 });
  });

  it.each([0, 5, 10, 20, 40])('carries %d ms a row', (minScanLineMs) => {
    expect(chosenScanMs(writeDcs({ ...TERMS, minScanLineMs }, NOTHING_SENT))).toBe(minScanLineMs);
  });
});

describe('CTC', () => {
  it.each(IMAGE_MODEMS)('carries %s', (modem) => expect(readCtc(writeCtc(modem))).toBe(modem));

  it('of 14,400 bit/s is 00 04, and a short one is nothing', () => {
    expect(hex(writeCtc('v17-14400'))).toBe('0004');
    expect(readCtc(octets('00'))).toBeUndefined();
  });
});

describe('speeds', () => {
  const all = { families: ['v27ter', 'v29', 'v17'], maxBitRate: 14_400 } as const;

  it('fall back in order, and end below 2400', () => {
    const rates = commonRates(all, all);
    expect(rates).toEqual(['v17-14400', 'v17-12000', 'v17-9600', 'v29-9600', 'v17-7200', 'v29-7200', 'v27-4800', 'v27-2400']);
    expect(rungBelow(rates, 'v17-12000')).toBe('v17-9600');
    expect(rungBelow(rates, 'v27-2400')).toBeUndefined();
  });

  it('are those that both have', () => {
    expect(commonRates(all, { families: ['v27ter'], maxBitRate: 2400 })).toEqual(['v27-2400']);
    expect(commonRates({ ...all, maxBitRate: 9600 }, { families: ['v29'], maxBitRate: 14_400 })).toEqual(['v29-9600', 'v29-7200']);
    expect(commonRates({ families: ['v17'], maxBitRate: 14_400 }, { families: ['v27ter'], maxBitRate: 2400 })).toEqual([]);
  });
});

describe('a training check', () => {
  const heard = (pieces: readonly Uint8Array[]): boolean => {
    const verdict = new TrainingVerdict();
    for (const piece of pieces) verdict.hear(piece);
    return verdict.passed('v17-14400');
  };
  const packets = (count: number): Uint8Array[] => Array.from({ length: count }, () => new Uint8Array(50));

  it('lasts 1.5 s', () => expect(trainingCheck('v17-14400')).toHaveLength(2700));

  it.each([
    ['whole', [trainingCheck('v17-14400')], true],
    ['with 19 of 54 packets lost', packets(35), true],
    ['with 24 of 54 packets lost', packets(30), false],
    ['behind a burst of ones', [new Uint8Array(300).fill(0xff), ...packets(50)], true],
    ['with an error in the middle', [...packets(27), Uint8Array.of(0x10), ...packets(27)], false],
    ['not there', [], false],
  ])('%s: %#', (_, pieces, passes) => expect(heard(pieces)).toBe(passes));
});

describe('the plan of a page', () => {
  const plan = (form: Parameters<typeof specimenPage>[0], farEnd = far(), own = FULL) =>
    planPage(specimenPage(form), { own, far: farEnd, modem: 'v17-14400' });

  it('keeps what the far end has', () => {
    expect(plan({ resolution: '400', widthPx: 3456 })).toMatchObject({ plan: { terms: { resolution: '400', widthPx: 3456, compression: 'mmr', ecm: true } } });
  });

  it.each<[PageResolution, number, readonly PageResolution[], PageResolution, number]>([
    ['400', 3456, ['standard', 'fine', 'superfine'], 'superfine', 1728],
    ['300', 2592, ['standard', 'fine'], 'fine', 1728],
    ['superfine', 2048, ['standard', 'fine'], 'fine', 2048],
    ['fine', 1728, ['standard'], 'standard', 1728],
  ])('reduces %s by %d dots to what the far end has', (resolution, widthPx, resolutions, to, toPx) => {
    const terms = { resolution: to, widthPx: toPx };
    expect(plan({ resolution, widthPx }, far({ ...FULL, resolutions }))).toMatchObject({ plan: { terms } });
  });

  it('shrinks to the paper of the far end, and refuses what fits no paper', () => {
    expect(plan({ widthPx: 2432 }, far({ ...FULL, widthsPx: [1728, 2048] }))).toMatchObject({ plan: { terms: { widthPx: 2048 } } });
    expect(plan({ widthPx: 5000 })).toEqual({ ok: false, code: 12 });
  });

  it('uses T.6 with error correction only, then MR, then MH', () => {
    const compressionWith = (changes: Partial<typeof FULL>) => {
      const planning = plan({}, far({ ...FULL, ...changes }));
      return planning.ok && planning.plan.terms.compression;
    };
    expect(compressionWith({})).toBe('mmr');
    expect(compressionWith({ ecm: false })).toBe('mr');
    expect(compressionWith({ ecm: false, compressions: ['mh'] })).toBe('mh');
  });

  it('reduces a long page where paper has an end', () => {
    const a4 = readCapabilities(octets('00 76 0E'))!;
    expect(plan({ rows: 3000 }, a4)).toMatchObject({ plan: { maxRows: 2286, terms: { length: 'a4' } } });
  });
});
