import { isMediaAddress } from './media-address.ts';

describe('media of a far end', () => {
  it.each(['192.0.2.7', '10.1.2.3', '2001:db8::7', '100.64.0.1'])('may be at %s', (address) => expect(isMediaAddress(address, 'sip.example.com')).toBe(true));
  it.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', '0.0.0.0', '169.254.169.254', '224.0.0.1', '255.255.255.255', '::', 'ff02::1', 'fe80::1', 'example.com', ''])(
    'is not taken for being at %s', (address) => expect(isMediaAddress(address, 'sip.example.com')).toBe(false));
  it('may be on loopback where the trunk is', () => {
    expect(isMediaAddress('127.0.0.1', '127.0.0.1')).toBe(true);
    expect(isMediaAddress('127.0.0.1', 'localhost')).toBe(true);
    expect(isMediaAddress('224.0.0.1', '127.0.0.1')).toBe(false);
  });
});
