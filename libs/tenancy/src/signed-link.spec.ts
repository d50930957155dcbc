import { randomBytes } from 'node:crypto';
import { signedLinks, type LinkQuery } from './signed-link.ts';

const PATH = '/fax/3fa85f64-5717-4562-b3fc-2c963f66afa6/pages.pdf';
const TENANT = '68bb434c-0cfd-43bb-984b-4b2af9dac16e';
const TARGET = { path: PATH, tenantId: TENANT };
const NOW = Date.parse('2026-03-01T12:00:00Z');
const masterKey = randomBytes(32);
const links = signedLinks(masterKey);

function queryOf(link: string): LinkQuery {
  const { searchParams } = new URL(link, 'https://fax.example.com');
  return Object.fromEntries(searchParams);
}

describe('a signed link', () => {
  it('opens its path until its time', () => {
    const link = links.signLink(TARGET, NOW + 60_000);
    expect(link.startsWith(`${PATH}?tenant=${TENANT}&expires=`)).toBe(true);
    expect(links.verifyLink(PATH, queryOf(link), NOW)).toBe('good');
    expect(links.verifyLink(PATH, queryOf(link), NOW + 59_999)).toBe('good');
    expect(links.verifyLink(PATH, queryOf(link), NOW + 60_000)).toBe('expired');
  });

  it('opens no other path, nothing of another tenant, no later time, and nothing where another key is in use', () => {
    const query = queryOf(links.signLink(TARGET, NOW + 60_000));
    expect(links.verifyLink(PATH.replace('pages', 'proof'), query, NOW)).toBe('bad');
    expect(links.verifyLink(PATH, { ...query, expires: String(Number(query.expires) + 1) }, NOW)).toBe('bad');
    expect(links.verifyLink(PATH, { ...query, tenant: TENANT.replace('6', '7') }, NOW)).toBe('bad');
    expect(signedLinks(randomBytes(32)).verifyLink(PATH, query, NOW)).toBe('bad');
    // The negative control: in another process with the same key it is as good.
    expect(signedLinks(masterKey).verifyLink(PATH, query, NOW)).toBe('good');
  });

  it.each<[string, LinkQuery]>([
    ['nothing', {}],
    ['no tenant', { expires: '1800000000', signature: 'a'.repeat(43) }],
    ['no signature', { tenant: TENANT, expires: '1800000000' }],
    ['no time', { tenant: TENANT, signature: 'a'.repeat(43) }],
    ['a time in words', { tenant: TENANT, expires: 'never', signature: 'a'.repeat(43) }],
    ['an endless time', { tenant: TENANT, expires: '9'.repeat(400), signature: 'a'.repeat(43) }],
    ['a signature that is too short', { tenant: TENANT, expires: '1800000000', signature: 'a' }],
    ['a tenant of another form', { tenant: `${TENANT}\n`, expires: '1800000000', signature: 'a'.repeat(43) }],
    ['a guessed signature', { tenant: TENANT, expires: '1800000000', signature: 'a'.repeat(43) }],
  ])('with %s is bad', (_, query) => {
    expect(links.verifyLink(PATH, query, NOW)).toBe('bad');
  });
});
