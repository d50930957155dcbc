import { parseCSeq } from './cseq.ts';
import { splitList } from './list.ts';
import { parseNameAddress, serialiseNameAddress } from './name-address.ts';
import { parseUri, serialiseUri, userOfUri } from './uri.ts';
import { parseVia, serialiseVia } from './via.ts';

describe('a URI', () => {
  it.each([
    ['sip:alice@atlanta.example', { user: 'alice', host: 'atlanta.example', port: undefined }],
    ['SIPS:bob:secret@h.example:5061;transport=tcp?Subject=x', { scheme: 'sips', user: 'bob', host: 'h.example', port: 5061 }],
    ['sip:%2B1555%2f0100@10.0.0.1', { user: '+1555/0100', host: '10.0.0.1' }],
    ['sip:[2001:db8::1]:5060', { user: undefined, host: '2001:db8::1', port: 5060 }],
    ['sip:+1555;phone-context=x@h;user=phone;lr', { user: '+1555;phone-context=x', parameters: [['user', 'phone'], ['lr', undefined]] }],
  ])('%s is read', (text, expected) => {
    expect(parseUri(text)).toMatchObject(expected);
  });

  it.each(['', 'sip:', 'sip:@h', 'sip:a@', 'tel:+1555', 'sip:%zz@h', 'sip:%e4@h', 'sip:a@h:', 'sip:a@h:99999', 'sip:a@h b', 'sip:a@b@c', 'sip:[::1', 'sip:a@h;=x'])(
    '%s is refused',
    (text) => expect(parseUri(text)).toBeUndefined(),
  );

  it('is written with its user escaped', () => {
    expect(serialiseUri({ scheme: 'sip', user: 'a b@"<é', host: '::1', port: 5060, parameters: [] })).toBe('sip:a%20b%40%22%3C%C3%A9@[::1]:5060');
  });

  it.each([
    ['sip:+1555;phone-context=x@h', '+1555'],
    ['tel:+1-555;ext=1', '+1-555'],
    ['sip:h', undefined],
    ['mailto:a@b', undefined],
  ])('%s names %s', (uri, user) => {
    expect(userOfUri(uri)).toBe(user);
  });
});

describe('a name-addr', () => {
  it.each([
    ['"A \\"B\\" \\\\" <sip:a@b>;tag=1', { displayName: 'A "B" \\', uri: 'sip:a@b' }],
    ['Bob Jones <sip:a@b;lr>', { displayName: 'Bob Jones', uri: 'sip:a@b;lr' }],
    ['<sip:a@b>', { displayName: undefined }],
    ['"" <sip:a@b>', { displayName: undefined }],
    ['"<,>;" < sip:a@b >;x="a;b,c"', { displayName: '<,>;', uri: 'sip:a@b', parameters: [['x', '"a;b,c"']] }],
    ['sip:a@b;tag=1', { uri: 'sip:a@b', parameters: [['tag', '1']] }],
  ])('%s is read', (text, expected) => {
    const address = parseNameAddress(text);
    expect(address).toMatchObject(expected);
    expect(address && parseNameAddress(serialiseNameAddress(address))).toEqual(address);
  });

  it.each(['', '"open <sip:a@b>', '<sip:a@b', 'sip:a@b, sip:c@d', '<sip:a@b> x', '<sip:a@b>;', '<sip:a b>', '<>', '"a" "b" <sip:a@b>'])('%s is refused', (text) => {
    expect(parseNameAddress(text)).toBeUndefined();
  });
});

describe('a Via', () => {
  it('allows white space around its slashes and writes itself without', () => {
    const via = parseVia('SIP / 2.0 / UDP  [2001:db8::9]:5062 ; branch = z9hG4bK1 ; rport');
    expect(via && serialiseVia(via)).toBe('SIP/2.0/UDP [2001:db8::9]:5062;branch=z9hG4bK1;rport');
  });

  it.each(['SIP/2.0/UDP', 'SIP/3.0/UDP h', 'SIP/2.0/UDPh', 'HTTP/2.0/UDP h', 'SIP/2.0/UDP h x'])('%s is refused', (text) => {
    expect(parseVia(text)).toBeUndefined();
  });
});

it.each(['', 'INVITE', '1', '1 ', '-1 BYE', '1.5 BYE', '99999999999999999999 BYE', '1 BYE x'])('CSeq %s is refused', (text) => {
  expect(parseCSeq(text)).toBeUndefined();
});

it('a list of too many entries is refused', () => {
  expect(splitList('a,'.repeat(40))).toHaveLength(40);
  expect(splitList('a,'.repeat(100))).toBeUndefined();
});
