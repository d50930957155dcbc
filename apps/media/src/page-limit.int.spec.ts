import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaxDocumentWriter } from '@faxwire/terminal';
import { callSeconds, pageSeconds, pageSizes } from './page-limit.ts';

describe('the time of a page', () => {
  it('grows with its size at the slowest rate, and begins with what any page needs', () => {
    expect([pageSeconds(0), pageSeconds(30_000), pageSeconds(300_000)]).toEqual([120, 520, 4_120]);
  });
  it('adds up to that of the call, which no configuration is exceeded by', () => {
    expect(callSeconds([0, 30_000], 3_600)).toBe(45 + 120 + 520);
    expect(callSeconds([300_000, 300_000], 3_600)).toBe(3_600);
  });
});

describe('the sizes of the pages of a call', () => {
  it('are those of the file, from the page on at which the call begins', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'faxwire-pages-'));
    const path = join(folder, 'pages.tiff');
    const writer = await FaxDocumentWriter.create(path);
    for (const rows of [100, 2_000]) {
      const octets = Uint8Array.from({ length: 216 * rows }, (_, at) => Math.imul(at, 2_654_435_761) >>> 24);
      await writer.append({ resolution: 'fine', raster: { widthPx: 1728, octets } });
    }
    await writer.close();
    const all = await pageSizes(path, 0);
    expect([all.length, (all[1] ?? 0) > 10 * (all[0] ?? Infinity)]).toEqual([2, true]);
    expect(await pageSizes(path, 1)).toEqual(all.slice(1));
    await rm(folder, { recursive: true });
  });
  it('are not known of what is no file of ours', async () => expect(await pageSizes('/dev/null', 0)).toEqual([]));
});
