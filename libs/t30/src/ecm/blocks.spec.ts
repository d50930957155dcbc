import fc from 'fast-check';
import { readFcd, writeFcd } from '../frame/coded-data.ts';
import { IncomingBlock } from './incoming-block.ts';
import { blocksOf } from './outgoing-block.ts';

const numbersIn = (frames: readonly Uint8Array[]): number[] => frames.flatMap((frame) => readFcd(frame)?.number ?? []);

describe('a block of error correction', () => {
  it('arrives whole over however many bursts it takes, in whatever order, but for the zeros at its end', () => {
    const losses = fc.array(fc.array(fc.nat(255), { maxLength: 200 }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 5000 }), fc.constantFrom(64, 256), losses, (data, size, lost) => {
        const [block] = blocksOf(data, size, 'EOP');
        const incoming = new IncomingBlock();
        for (const gone of [...lost, []]) {
          for (const frame of block!.burst().toReversed()) if (!gone.includes(readFcd(frame)?.number ?? -1)) incoming.take(frame);
          incoming.expect(block!.burstSize);
          block!.request(Array.from({ length: 256 }, (_, number) => number).filter((number) => !incoming.has(number)));
        }
        expect(incoming.isComplete && block!.wantedCount === 0).toBe(true);
        expect(Buffer.from(incoming.data().slice(0, data.length)).equals(Buffer.from(data))).toBe(true);
        expect(incoming.data().slice(data.length).every((octet) => octet === 0)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('has 256 frames; a longer page has more blocks, of which the last tells what follows', () => {
    const blocks = blocksOf(new Uint8Array(256 * 256 + 1), 256, 'MPS');
    expect(blocks.map(({ frameCount, end }) => [frameCount, end])).toEqual([
      [256, 'NULL'],
      [1, 'MPS'],
    ]);
  });

  it('sends again what is asked for and no more, RCP three times behind it', () => {
    const [block] = blocksOf(new Uint8Array(2560), 256, 'EOP');
    expect(numbersIn(block!.burst())).toHaveLength(10);
    block!.request([3, 7, 200]);
    const resent = block!.burst();
    expect([numbersIn(resent), resent.length, block!.burstSize, block!.retransmitted]).toEqual([[3, 7], 5, 2, 2]);
  });

  it('keeps the largest count, the last good frame of a number, and no frame that is empty or too long', () => {
    const block = new IncomingBlock();
    block.take(writeFcd({ number: 0, data: Uint8Array.of(1) }));
    block.take(writeFcd({ number: 0, data: Uint8Array.of(2) }));
    block.take(writeFcd({ number: 1, data: new Uint8Array(257) }));
    block.take(writeFcd({ number: 1, data: new Uint8Array() }));
    block.expect(2);
    block.expect(1);
    expect([block.missingCount, block.isComplete, [...block.data()]]).toEqual([1, false, [2]]);
  });
});
