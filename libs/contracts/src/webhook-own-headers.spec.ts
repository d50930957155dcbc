import { OwnHeaders } from './webhook-own-headers.ts';

const accepts = (headers: unknown): boolean => OwnHeaders.safeParse(headers).success;

describe('the own headers of a webhook endpoint', () => {
  it.each([[{}], [{ Authorization: 'Bearer abc.def' }], [{ 'X-Tenant': 'ward b' }], [{ cookie: 'a=b; c=d' }]])('may be %j', (headers) => {
    expect(accepts(headers)).toBe(true);
  });

  it.each([
    'host', 'Host', 'Content-Type', 'content-length', 'Transfer-Encoding', 'Connection', 'TE', 'upgrade', 'webhook-id', 'Webhook-Signature', 'User-Agent',
    'x-optum-webhook-callback-hmac-signature', 'Proxy-Authorization', 'expect', '', 'a b', 'a:b', 'a\r\nb', 'ü', 'x'.repeat(65),
  ])('may not name %j', (name) => {
    expect(accepts({ [name]: 'x' })).toBe(false);
  });

  it.each(['', ' x', 'x ', 'a\r\nb: c', 'a\nb', 'a\0b', 'ü', 'x'.repeat(1_001)])('may not say %j', (value) => {
    expect(accepts({ 'x-own': value })).toBe(false);
  });

  it('are twenty at most, each once', () => {
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`x-${n}`, 'x']));
    expect([accepts(many(20)), accepts(many(21)), accepts({ 'x-a': '1', 'X-A': '2' })]).toEqual([true, false, false]);
  });
});
