import fc from 'fast-check';
import { isAllowEntry } from './allow-list.ts';
import { checkWebhookUrl, isAllowedAddress, resolveWebhookTarget, type ResolveAddresses } from './ssrf-guard.ts';

const PUBLIC_ONLY = { allowLoopback: false };
const SANDBOX = { allowLoopback: true };

const REFUSED: readonly [url: string, code: string][] = [
  // Loopback in every notation
  ['https://127.0.0.1/', 'webhook_address_forbidden'],
  ['https://127.1/', 'webhook_address_forbidden'],
  ['https://127.255.255.254/', 'webhook_address_forbidden'],
  ['https://2130706433/', 'webhook_address_forbidden'],
  ['https://0x7f000001/', 'webhook_address_forbidden'],
  ['https://0x7f.1/', 'webhook_address_forbidden'],
  ['https://0177.0.0.1/', 'webhook_address_forbidden'],
  ['https://00000177.0.0.1/', 'webhook_address_forbidden'],
  ['https://017700000001/', 'webhook_address_forbidden'],
  ['https://0x7f.0x0.0x0.0x1/', 'webhook_address_forbidden'],
  ['https://127.0.0.1./', 'webhook_address_forbidden'],
  ['https://127.0.0.1../', 'webhook_address_forbidden'],
  ['https://①②⑦.⓪.⓪.①/', 'webhook_address_forbidden'],
  ['https://127。0。0。1/', 'webhook_address_forbidden'],
  ['https://１２７.0.0.1/', 'webhook_address_forbidden'],
  ['https://%31%32%37.0.0.1/', 'webhook_address_forbidden'],
  ['https://[::1]/', 'webhook_address_forbidden'],
  ['https://[0:0:0:0:0:0:0:1]/', 'webhook_address_forbidden'],
  ['https://0/', 'webhook_address_forbidden'],
  ['https://0.0.0.0/', 'webhook_address_forbidden'],
  ['https://[::]/', 'webhook_address_forbidden'],
  ['https://localhost/', 'webhook_url_host'],
  ['https://LOCALHOST./', 'webhook_url_host'],
  ['https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/', 'webhook_url_host'],
  ['https://a.localhost/', 'webhook_url_host'],
  // Private and shared
  ['https://10.0.0.1/', 'webhook_address_forbidden'],
  ['https://172.16.0.1/', 'webhook_address_forbidden'],
  ['https://172.31.255.255/', 'webhook_address_forbidden'],
  ['https://192.168.1.1/', 'webhook_address_forbidden'],
  ['https://3232235777/', 'webhook_address_forbidden'],
  ['https://100.64.0.1/', 'webhook_address_forbidden'],
  ['https://[fc00::1]/', 'webhook_address_forbidden'],
  ['https://[fd12:3456::1]/', 'webhook_address_forbidden'],
  ['https://[fec0::1]/', 'webhook_address_forbidden'],
  // Metadata services
  ['https://169.254.169.254/latest/meta-data/', 'webhook_address_forbidden'],
  ['https://2852039166/', 'webhook_address_forbidden'],
  ['https://0xa9fea9fe/', 'webhook_address_forbidden'],
  ['https://169.254.170.2/', 'webhook_address_forbidden'],
  ['https://[fd00:ec2::254]/', 'webhook_address_forbidden'],
  ['https://[fd20:ce::254]/', 'webhook_address_forbidden'],
  ['https://100.100.100.200/', 'webhook_address_forbidden'],
  ['https://192.0.0.192/', 'webhook_address_forbidden'],
  ['https://168.63.129.16/', 'webhook_address_forbidden'],
  ['https://metadata.google.internal/', 'webhook_url_host'],
  ['https://metadata/', 'webhook_url_host'],
  // Link-local, multicast, documentation, benchmarking, reserved
  ['https://[fe80::1]/', 'webhook_address_forbidden'],
  ['https://224.0.0.1/', 'webhook_address_forbidden'],
  ['https://[ff02::1]/', 'webhook_address_forbidden'],
  ['https://192.0.2.1/', 'webhook_address_forbidden'],
  ['https://198.51.100.1/', 'webhook_address_forbidden'],
  ['https://203.0.113.1/', 'webhook_address_forbidden'],
  ['https://198.18.0.1/', 'webhook_address_forbidden'],
  ['https://192.88.99.1/', 'webhook_address_forbidden'],
  ['https://240.0.0.1/', 'webhook_address_forbidden'],
  ['https://255.255.255.255/', 'webhook_address_forbidden'],
  ['https://[2001:db8::1]/', 'webhook_address_forbidden'],
  ['https://[3fff::1]/', 'webhook_address_forbidden'],
  ['https://[2001:2::1]/', 'webhook_address_forbidden'],
  ['https://[100::1]/', 'webhook_address_forbidden'],
  ['https://[4000::1]/', 'webhook_address_forbidden'],
  // IPv4 inside IPv6
  ['https://[::ffff:127.0.0.1]/', 'webhook_address_forbidden'],
  ['https://[::ffff:7f00:1]/', 'webhook_address_forbidden'],
  ['https://[::ffff:8.8.8.8]/', 'webhook_address_forbidden'],
  ['https://[::127.0.0.1]/', 'webhook_address_forbidden'],
  ['https://[::ffff:0:127.0.0.1]/', 'webhook_address_forbidden'],
  ['https://[64:ff9b::7f00:1]/', 'webhook_address_forbidden'],
  ['https://[64:ff9b:1::a00:1]/', 'webhook_address_forbidden'],
  ['https://[2002:7f00:1::]/', 'webhook_address_forbidden'],
  ['https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/', 'webhook_address_forbidden'],
  ['https://[::ffff:a9fe:a9fe]/', 'webhook_address_forbidden'],
  ['https://[0:0:0:0:0:ffff:10.0.0.1]/', 'webhook_address_forbidden'],
  ['https://[::a9fe:a9fe]/', 'webhook_address_forbidden'],
  ['https://[64:ff9b::169.254.169.254]/', 'webhook_address_forbidden'],
  ['https://[2002:a9fe:a9fe::1]/', 'webhook_address_forbidden'],
  ['https://[2001::1]/', 'webhook_address_forbidden'],
  ['https://10.1/', 'webhook_address_forbidden'],
  ['https://0xa.0x0.0x0.0x1/', 'webhook_address_forbidden'],
  ['https://012.1.2.3/', 'webhook_address_forbidden'],
  ['https://192.168.257/', 'webhook_address_forbidden'],
  ['https://⑩.⓪.⓪.①/', 'webhook_address_forbidden'],
  ['https://10．0．0．1/', 'webhook_address_forbidden'],
  ['https://10｡0｡0｡1/', 'webhook_address_forbidden'],
  ['https://169.254.169.254./', 'webhook_address_forbidden'],
  ['https://[fe80::a9fe:a9fe]:8443/', 'webhook_address_forbidden'],
  // Names of private networks
  ['https://metadata.google.internal./computeMetadata/v1/', 'webhook_url_host'],
  ['https://METADATA.GOOGLE.INTERNAL/', 'webhook_url_host'],
  ['https://metadata。google。internal/', 'webhook_url_host'],
  ['https://printer.local/', 'webhook_url_host'],
  ['https://db.internal./', 'webhook_url_host'],
  ['https://nas.home.arpa/', 'webhook_url_host'],
  ['https://kubernetes.default.svc.cluster.local/', 'webhook_url_host'],
  ['https://intranet/', 'webhook_url_host'],
  ['https://。/', 'webhook_url_host'],
  // User information
  ['https://user@hooks.example.com/', 'webhook_url_userinfo'],
  ['https://user:secret@hooks.example.com/', 'webhook_url_userinfo'],
  ['https://@hooks.example.com/', 'webhook_url_userinfo'],
  ['https://hooks.example.com@10.0.0.1/', 'webhook_url_userinfo'],
  // Scheme and port
  ['http://hooks.example.com/', 'webhook_url_not_https'],
  ['ftp://hooks.example.com/', 'webhook_url_not_https'],
  ['file:///etc/passwd', 'webhook_url_not_https'],
  ['gopher://hooks.example.com/', 'webhook_url_not_https'],
  ['https://hooks.example.com:22/', 'webhook_url_port'],
  ['https://hooks.example.com:25/', 'webhook_url_port'],
  ['https://hooks.example.com:0/', 'webhook_url_port'],
  ['https://hooks.example.com:80/', 'webhook_url_port'],
  // No URL, or one that the parser would quietly repair
  ['hooks.example.com/path', 'webhook_url_invalid'],
  ['', 'webhook_url_invalid'],
  ['https://', 'webhook_url_invalid'],
  ['https://256.1.1.1/', 'webhook_url_invalid'],
  ['https://hooks.example.com:99999/', 'webhook_url_invalid'],
  ['https://[fe80::1%25eth0]/', 'webhook_url_invalid'],
  ['https://hooks.example.com\\@10.0.0.1/', 'webhook_url_invalid'],
  ['https://hooks.exa\tmple.com/', 'webhook_url_invalid'],
  ['https://hooks.example.com/\r\nX-Header: 1', 'webhook_url_invalid'],
  [' https://hooks.example.com/', 'webhook_url_invalid'],
  [`https://hooks.example.com/${'a'.repeat(2_048)}`, 'webhook_url_invalid'],
];

const ACCEPTED = [
  'https://hooks.example.com/',
  'https://hooks.example.com./fax',
  'https://HOOKS.example.com:8443/fax?tenant=1@2',
  'https://bücher.example/fax',
  'https://8.8.8.8/',
  'https://[2606:4700::1111]/',
];

describe('a webhook URL', () => {
  it.each(REFUSED)('%s is refused as %s', (url, code) => {
    expect(checkWebhookUrl(url, PUBLIC_ONLY)).toMatchObject({ ok: false, code });
  });

  it.each(ACCEPTED)('%s is accepted', (url) => {
    expect(checkWebhookUrl(url, PUBLIC_ONLY)).toMatchObject({ ok: true });
  });

  it.each([
    'http://127.0.0.1:3000/', 'http://127.8.8.8/', 'http://[::1]:3000/hook', 'http://localhost:80/', 'https://127.0.0.1:22000/', 'http://localhost./',
  ])('%s is accepted where loopback is allowed', (url) => {
    expect(checkWebhookUrl(url, SANDBOX)).toMatchObject({ ok: true });
  });

  it.each([
    ['http://10.0.0.1/', 'webhook_address_forbidden'],
    ['http://169.254.169.254/', 'webhook_address_forbidden'],
    ['http://0.0.0.0:3000/', 'webhook_address_forbidden'],
    ['http://[::ffff:127.0.0.1]/', 'webhook_address_forbidden'],
    ['http://8.8.8.8/', 'webhook_url_not_https'],
    ['http://hooks.example.com/', 'webhook_url_not_https'],
    ['http://user@127.0.0.1/', 'webhook_url_userinfo'],
  ])('%s is refused even where loopback is allowed', (url, code) => {
    expect(checkWebhookUrl(url, SANDBOX)).toMatchObject({ ok: false, code });
  });

  it('of any text is judged without throwing', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.string().map((rest) => `https://${rest}`)), (text) => {
      expect(typeof checkWebhookUrl(text, PUBLIC_ONLY).ok).toBe('boolean');
    }));
  });

  it('with any IPv4 number outside the public ranges is refused in decimal, hexadecimal and octal', () => {
    const privateNumber = fc.integer({ min: 0x0a000000, max: 0x0affffff });
    fc.assert(fc.property(privateNumber, (number) => {
      for (const host of [`${number}`, `0x${number.toString(16)}`, `0${number.toString(8)}`]) {
        expect(checkWebhookUrl(`https://${host}/`, PUBLIC_ONLY)).toMatchObject({ ok: false, code: 'webhook_address_forbidden' });
      }
    }));
  });
});

describe('the list of what an operator allows', () => {
  const rules = { allowLoopback: false, allow: ['10.1.0.0/16', '192.168.7.7', 'fd12::/16', 'fax.internal', 'receiver'] };
  const answering = (...addresses: string[]): ResolveAddresses => async () => addresses;

  it.each([
    'https://10.1.2.3/', 'https://10.1.2.3:80/', 'https://192.168.7.7:22/', 'https://[fd12::1]/', 'https://fax.internal/', 'https://FAX.internal.:444/', 'https://receiver/',
    'https://hooks.example.com/',
  ])('lets %s through', (url) => {
    expect(checkWebhookUrl(url, rules)).toMatchObject({ ok: true });
  });

  it.each([
    ['https://10.2.0.1/', 'webhook_address_forbidden'],
    ['https://192.168.7.8/', 'webhook_address_forbidden'],
    ['https://127.0.0.1/', 'webhook_address_forbidden'],
    ['https://169.254.169.254/', 'webhook_address_forbidden'],
    ['https://[::ffff:10.1.2.3]/', 'webhook_address_forbidden'],
    ['https://[64:ff9b::a01:203]/', 'webhook_address_forbidden'],
    ['https://[fd13::1]/', 'webhook_address_forbidden'],
    ['https://other.internal/', 'webhook_url_host'],
    ['https://a.fax.internal/', 'webhook_url_host'],
    ['https://receiver2/', 'webhook_url_host'],
    ['http://10.1.2.3/', 'webhook_url_not_https'],
    ['http://fax.internal/', 'webhook_url_not_https'],
    ['https://user@fax.internal/', 'webhook_url_userinfo'],
    ['https://hooks.example.com:22/', 'webhook_url_port'],
  ])('lets %s through no more than before', (url, code) => {
    expect(checkWebhookUrl(url, rules)).toMatchObject({ ok: false, code });
  });

  it('is about the name that is asked for, or the address that it has', async () => {
    expect(await resolveWebhookTarget('https://fax.internal/', { ...rules, resolve: answering('172.16.0.9') })).toMatchObject({ ok: true, addresses: ['172.16.0.9'] });
    expect(await resolveWebhookTarget('https://hooks.example.com/', { ...rules, resolve: answering('10.1.0.9') })).toMatchObject({ ok: true });
    expect(await resolveWebhookTarget('https://hooks.example.com/', { ...rules, resolve: answering('172.16.0.9') })).toMatchObject({ ok: false, code: 'webhook_address_forbidden' });
    expect(await resolveWebhookTarget('https://hooks.example.com/', { ...rules, resolve: answering('10.1.0.9', '127.0.0.1') })).toMatchObject({ ok: false });
  });

  it.each([['10.0.0.0/8', true], ['fd00::/8', true], ['10.1.2.3', true], ['fax.internal', true], ['receiver', true], ['10.0.0.0/33', false], ['10.0.0', false], ['*.internal', false], ['https://a', false], ['', false], ['A.internal', false]])(
    'has %j as an entry: %j', (entry, good) => {
      expect(isAllowEntry(entry)).toBe(good);
    });
});

describe('the address a name resolves to', () => {
  const answering = (...addresses: string[]): ResolveAddresses => async () => addresses;
  const target = (resolve: ResolveAddresses, rules = PUBLIC_ONLY) => resolveWebhookTarget('https://hooks.example.com/', { ...rules, resolve });

  it('is taken when public, and given back to connect to', async () => {
    expect(await target(answering('93.184.215.14', '2606:2800:21f::1'))).toMatchObject({
      ok: true, hostname: 'hooks.example.com', addresses: ['93.184.215.14', '2606:2800:21f::1'],
    });
  });

  it.each(['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', '::ffff:10.0.0.1', '64:ff9b::a00:1', 'fd00::1', '100.64.1.1', '168.63.129.16', 'garbage'])(
    '%s condemns the name, also among good ones', async (address) => {
      expect(await target(answering(address))).toMatchObject({ ok: false, code: 'webhook_address_forbidden' });
      expect(await target(answering('93.184.215.14', address))).toMatchObject({ ok: false, code: 'webhook_address_forbidden' });
    });

  it('is asked for once, so that an answer that changes afterwards reaches nobody', async () => {
    const answers = [['93.184.215.14'], ['127.0.0.1']];
    let asked = 0;
    const rebinding: ResolveAddresses = async () => answers[asked++] ?? [];
    expect(await target(rebinding)).toMatchObject({ ok: true, addresses: ['93.184.215.14'] });
    expect(asked).toBe(1);
    expect(await target(rebinding)).toMatchObject({ ok: false, code: 'webhook_address_forbidden' });
  });

  it('may be loopback only where that is allowed, and nothing else private then', async () => {
    expect(await target(answering('127.0.0.1'), SANDBOX)).toMatchObject({ ok: true });
    expect(await target(answering('192.168.0.1'), SANDBOX)).toMatchObject({ ok: false });
  });

  it('missing, or more often than a service needs, is a refusal', async () => {
    expect(await target(answering())).toMatchObject({ ok: false, code: 'webhook_host_unresolved' });
    expect(await target(answering(...Array.from({ length: 17 }, (_, n) => `8.8.8.${n}`)))).toMatchObject({ ok: false, code: 'webhook_url_host' });
  });

  it('is not looked up for a literal or localhost', async () => {
    const never: ResolveAddresses = () => Promise.reject(new Error('asked'));
    expect(await resolveWebhookTarget('https://8.8.8.8/', { ...PUBLIC_ONLY, resolve: never })).toMatchObject({ ok: true, addresses: ['8.8.8.8'] });
    expect(await resolveWebhookTarget('http://localhost:9/', { ...SANDBOX, resolve: never })).toMatchObject({ ok: true, addresses: ['127.0.0.1', '::1'] });
  });

  it('with a zone is not public', () => {
    expect(isAllowedAddress('2606:4700::1%eth0', PUBLIC_ONLY)).toBe(false);
  });
});
