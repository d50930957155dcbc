import { withoutSecrets } from './without-secrets.ts';

describe('what the audit log keeps of an object', () => {
  it('has no secret in it, however deep it stands', () => {
    const state = { keyId: 'k', key: 'fw_live_1', secret: 's', nested: [{ clientSecret: 's', name: 'n' }], headers: { authorization: 'Bearer x' } };
    expect(withoutSecrets(state)).toEqual({ keyId: 'k', nested: [{ name: 'n' }], headers: ['authorization'] });
  });

  it('is of a fax where it stands, and nothing about people', () => {
    expect(withoutSecrets({ faxId: 'f', faxStatus: 'FaxHeld', phoneNumber: '+1', metadata: { patient: 'x' } })).toEqual({ faxStatus: 'FaxHeld' });
  });

  it('is of bounded size', () => {
    expect(withoutSecrets({ text: 'x'.repeat(20_000) })).toEqual({ omitted: 'too large' });
  });
});
