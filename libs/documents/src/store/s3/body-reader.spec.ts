import { Readable } from 'node:stream';
import { takeFromBody } from './body-reader.ts';

describe('a body that is read piece by piece', () => {
  const taken = async (pieces: readonly string[], sizes: readonly number[]) => {
    const take = takeFromBody(Readable.from(pieces.map((piece) => Buffer.from(piece))), 1_000);
    const all: string[] = [];
    for (const size of sizes) all.push((await take(size)).toString());
    return all;
  };

  it('gives exactly what is asked for, however it comes, and less only at its end', async () => {
    expect(await taken(['abc', 'd', 'efgh'], [2, 3, 0, 1, 5, 1])).toEqual(['ab', 'cde', '', 'f', 'gh', '']);
    expect(await taken([], [1])).toEqual(['']);
  });

  it('is given up on when the next piece does not come in time', async () => {
    const body = new Readable({ read: () => undefined });
    body.push('abc');
    const take = takeFromBody(body, 10);
    expect((await take(2)).toString()).toBe('ab');
    await expect(take(2)).rejects.toMatchObject({ code: 'document_store_unavailable' });
    expect(body.destroyed).toBe(true);
  });

  it('fails as the store does when it breaks off, and not as a short document', async () => {
    const body = new Readable({ read: () => undefined });
    body.push('abc');
    const take = takeFromBody(body, 1_000);
    const asked = take(4);
    body.destroy(new Error('aborted'));
    await expect(asked).rejects.toMatchObject({ code: 'document_store_unavailable', cause: { message: 'aborted' } });
  });
});
