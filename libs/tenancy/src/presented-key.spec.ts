import fc from 'fast-check';
import { newKey, readKey } from './presented-key.ts';

describe('an API key', () => {
  it('is read back with the id and mode that it was made with', () => {
    const { key, keyId, sha256 } = newKey('test');
    expect(key.startsWith('fw_test_')).toBe(true);
    expect(readKey(key)).toEqual({ keyId, mode: 'test', sha256 });
  });

  it('is refused without a look-up when any one character is mistyped', () => {
    const { key } = newKey('live');
    for (let at = 0; at < key.length; at += 1) {
      const typo = key.slice(0, at) + (key[at] === '0' ? '1' : '0') + key.slice(at + 1);
      expect(readKey(typo)).toBeUndefined();
    }
  });

  it('is never read from anything else', () => {
    fc.assert(fc.property(fc.string(), (text) => readKey(text) === undefined));
  });
});
