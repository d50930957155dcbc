import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { AccessTokens, type AccessToken } from './access-token.ts';

describe('an access token', () => {
  const masterKey = randomBytes(32);
  const said: AccessToken = { keyId: '4f1c9a52d1b24c8e', mode: 'test', scopes: ['fax:read'], expiresAt: 1_000 };

  it('says what it was issued with, until it ends', () => {
    let now = 999;
    const tokens = new AccessTokens(masterKey, () => now);
    const token = tokens.issue(said);
    expect(tokens.read(token)).toEqual(said);
    now = 1_000;
    expect(tokens.read(token)).toBeUndefined();
  });

  it('is worth nothing with one character changed, or under another master key', () => {
    const tokens = new AccessTokens(masterKey, () => 0);
    const token = tokens.issue(said);
    for (let at = 0; at < token.length - 1; at += 1) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(tokens.read(changed)).toBeUndefined();
    }
    expect(new AccessTokens(randomBytes(32), () => 0).read(token)).toBeUndefined();
  });

  it('is never read from anything else', () => {
    const tokens = new AccessTokens(masterKey, () => 0);
    fc.assert(fc.property(fc.string(), (text) => tokens.read(text) === undefined && tokens.read(`fw_token_${text}`) === undefined));
  });
});
