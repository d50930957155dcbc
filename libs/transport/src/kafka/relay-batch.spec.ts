import type { StoredEvent } from '@faxwire/event-log';
import { batchesOf } from './relay-batch.ts';

const event = (version: number, padding = 0): StoredEvent => ({
  position: String(version), xid: '7', id: `evt_f_${version}`, tenantId: 'ten_a', stream: 'fax-f', faxId: 'f', version, meta: {},
  event: { type: 'FaxHeld', at: 0, data: { padding: 'x'.repeat(padding) } },
});

describe('the batches of a relay', () => {
  it('hold all events in their order, each batch with its last one', () => {
    const batches = batchesOf([event(1), event(2), event(3)]);
    expect(batches.map(({ messages, last }) => [messages.length, last.version])).toEqual([[3, 3]]);
    expect(batches[0]?.messages.map(({ key }) => key)).toEqual(['f', 'f', 'f']);
  });

  it('end before they are too large for one record batch', () => {
    const batches = batchesOf([event(1, 600), event(2, 600), event(3, 600), event(4, 600)], 2_500);
    expect(batches.map(({ messages, last }) => [messages.length, last.version])).toEqual([[2, 2], [2, 4]]);
  });

  it('leave an event that is too large alone, and lose none', () => {
    const batches = batchesOf([event(1), event(2, 9_000), event(3)], 2_000);
    expect(batches.map(({ messages, last }) => [messages.length, last.version])).toEqual([[1, 1], [1, 2], [1, 3]]);
  });

  it('are none where there are no events', () => {
    expect(batchesOf([])).toEqual([]);
  });
});
