import { identityProblem } from './sip-identity.ts';

const named = (subjectaltname: string, CN = 'common.example') => ({ subject: { CN } as never, subjectaltname });

describe('a certificate is that of the host we called', () => {
  it.each([
    ['by its DNS name', 'carrier.example', named('DNS:carrier.example')],
    ['whatever the case', 'Carrier.Example', named('DNS:CARRIER.example')],
    ['by its SIP URI', 'carrier.example', named('URI:sip:carrier.example, DNS:host.carrier.example')],
    ['by its address', '192.0.2.7', named('IP Address:192.0.2.7')],
    ['by its common name where there is no other', 'common.example', { subject: { CN: 'common.example' } as never, subjectaltname: '' }],
  ])('%s', (_name, expected, certificate) => {
    expect(identityProblem(expected, certificate)).toBeUndefined();
  });
});

describe('a certificate is not taken', () => {
  it.each([
    ['for another name', 'carrier.example', named('DNS:other.example')],
    ['with a wildcard (RFC 5922 7.2)', 'sip.carrier.example', named('DNS:*.carrier.example')],
    ['by its DNS name where it has a SIP URI', 'host.carrier.example', named('URI:sip:carrier.example, DNS:host.carrier.example')],
    ['by the URI of a user', 'carrier.example', named('URI:sip:somebody@carrier.example, DNS:host.example')],
    ['by its common name where it has others', 'common.example', named('DNS:other.example')],
    ['that names nobody', 'carrier.example', { subject: {} as never, subjectaltname: '' }],
  ])('%s', (_name, expected, certificate) => {
    expect(identityProblem(expected, certificate)?.message).toContain(`not for ${expected}`);
  });
});
