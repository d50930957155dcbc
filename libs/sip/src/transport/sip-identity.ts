import { isIP } from 'node:net';
import { parseUri } from '../message/uri.ts';
import type { PeerCertificate } from 'node:tls';

/** RFC 5922 7.1: the SIP domains a certificate is for. Wildcards are none (7.2): they would match a neighbour's host. */
export function identitiesOf({ subjectaltname = '', subject }: Pick<PeerCertificate, 'subject' | 'subjectaltname'>): string[] {
  const names = subjectaltname.split(', ').map((name) => splitAt(name, ':'));
  const uris = names.flatMap(([kind, value]) => (kind === 'URI' ? hostOfUri(value) : []));
  if (uris.length > 0) return uris;
  const hosts = names.flatMap(([kind, value]) => (kind === 'DNS' || kind === 'IP Address' ? [value.toLowerCase()] : []));
  if (names.some(([kind]) => kind !== '')) return hosts;
  const common: unknown = subject.CN;
  return typeof common === 'string' ? [common.toLowerCase()] : [];
}

/** Why the certificate is not that of the host we meant to call; undefined where it is. */
export function identityProblem(expected: string, certificate: Pick<PeerCertificate, 'subject' | 'subjectaltname'>): Error | undefined {
  const wanted = expected.toLowerCase();
  const identities = identitiesOf(certificate);
  const isSame = identities.some((identity) => identity === wanted || (isIP(wanted) !== 0 && identity === wanted));
  return isSame ? undefined : new Error(`certificate is for ${identities.slice(0, 5).join(', ') || 'nobody'}, not for ${expected}`);
}

/** A URI with a user part is somebody's, not the domain's. */
function hostOfUri(text: string): string[] {
  const uri = parseUri(text);
  return uri === undefined || uri.user !== undefined ? [] : [uri.host.toLowerCase()];
}

function splitAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? ['', text] : [text.slice(0, at), text.slice(at + 1)];
}
