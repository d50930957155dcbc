import { RootKey, newRootKey } from './root-key.ts';

describe('the root key', () => {
  it('opens with itself, and with nothing else', () => {
    const key = newRootKey();
    const root = new RootKey(key);
    expect(root.opens(key)).toBe(true);
    for (const other of ['', 'x', newRootKey(), key.slice(0, -1), `${key}0`, key.toUpperCase()]) expect(root.opens(other)).toBe(false);
  });

  it('is not made of anything else', () => {
    for (const text of ['', 'fw_root_', newRootKey().replace('root', 'live'), `${newRootKey()}\n`]) expect(() => new RootKey(text)).toThrow(RangeError);
  });
});
