import { orderFaults } from './topic-reader.ts';

const seen = (...sequences: number[]) => sequences.map((sequence) => ({ subject: 'f', sequence }));

describe('the check of an order', () => {
  it('finds nothing wrong with events in order, nor with those that come again', () => {
    expect(orderFaults(seen(1, 2, 1, 2, 3))).toEqual([]);
  });

  it('finds an event that overtook another, and one that is missing', () => {
    expect(orderFaults(seen(2, 1, 3))).toHaveLength(1);
    expect(orderFaults(seen(1, 2, 4))).toEqual(['f: 4 after 2']);
  });
});
