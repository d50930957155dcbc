import { randomBytes } from 'node:crypto';
import { signedLinks, type LinkQuery } from './signed-link.ts';

const PATH = '/fax/3fa85f64-5717-4562-b3fc-2c963f66afa6/pages.pdf';
const NOW = Date.parse('2026-03-01T12:00:00Z');
const masterKey = randomBytes(32);
const links = signedLinks(masterKey);

function queryOf(link: string): LinkQuery {
  const { searchParams } = new URL(link, 'https://fax.example.com');
  return Object.fromEntries(searchParams);
}

describe('a signed link', () => {
  it('opens its path until its time', () => {
    const link = links.signLink(PATH, NOW + 60_000);
    expect(link.startsWith(`${PATH}?expires=`)).toBe(true);
    expect(links.verifyLink(PATH, queryOf(link), NOW)).toBe('good');
    expect(links.verifyLink(PATH, queryOf(link), NOW + 59_999)).toBe('good');
    expect(links.verifyLink(PATH, queryOf(link), NOW + 60_000)).toBe('expired');
  });

  it('opens no other path, no later time, and nothing where another key is in use', () => {
    const query = queryOf(links.signLink(PATH, NOW + 60_000));
    expect(links.verifyLink(PATH.replace('pages', 'proof'), query, NOW)).toBe('bad');
    expect(links.verifyLink(PATH, { ...query, expires: String(Number(query.expires) + 1) }, NOW)).toBe('bad');
    expect(signedLinks(randomBytes(32)).verifyLink(PATH, query, NOW)).toBe('bad');
    // The negative control: in another process with the same key it is as good.
    expect(signedLinks(masterKey).verifyLink(PATH, query, NOW)).toBe('good');
  });

  it.each<[string, LinkQuery]>([
    ['nothing', {}],
    ['no signature', { expires: '1800000000' }],
    ['no time', { signature: 'a'.repeat(43) }],
    ['a time in words', { expires: 'never', signature: 'a'.repeat(43) }],
    ['an endless time', { expires: '9'.repeat(400), signature: 'a'.repeat(43) }],
    ['a signature that is too short', { expires: '1800000000', signature: 'a' }],
    ['a guessed signature', { expires: '1800000000', signature: 'a'.repeat(43) }],
  ])('with %s is bad', (_, query) => {
    expect(links.verifyLink(PATH, query, NOW)).toBe('bad');
  });
});
