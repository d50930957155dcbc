import { randomBytes } from 'node:crypto';
import { seal, unseal } from './sealed-secret.ts';

describe('a sealed secret', () => {
  const masterKey = randomBytes(32);

  it('opens with the key and for the row that it was sealed with', () => {
    const sealed = seal('whsec_abc', masterKey, 'hook_1');
    expect(sealed.includes('whsec_abc')).toBe(false);
    expect(unseal(sealed, masterKey, 'hook_1')).toBe('whsec_abc');
  });

  it('does not open with another key, for another row, or when a bit was changed', () => {
    const sealed = seal('whsec_abc', masterKey, 'hook_1');
    const changed = Buffer.from(sealed);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(() => unseal(sealed, randomBytes(32), 'hook_1')).toThrow();
    expect(() => unseal(sealed, masterKey, 'hook_2')).toThrow();
    expect(() => unseal(changed, masterKey, 'hook_1')).toThrow();
  });
});
