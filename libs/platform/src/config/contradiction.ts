import type { Configuration } from './configuration-schema.ts';
import { notificationContradictions } from './notification-contradictions.ts';

export interface Contradiction {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Keys that are right one by one, and wrong together. */
export function contradictionsIn(configuration: Configuration): Contradiction[] {
  return [...lines(configuration), ...portRange(configuration), ...portsForChannels(configuration), ...trunkNames(configuration), ...trunkTransports(configuration), ...callerPasswords(configuration), ...families(configuration), ...advertised(configuration), ...loopback(configuration), ...database(configuration), ...admin(configuration), ...bucket(configuration), ...saslUser(configuration), ...certificates(configuration), ...notificationContradictions(configuration)];
}

function lines({ sandbox, trunks, sip }: Configuration): Contradiction[] {
  if (trunks.length === 0) {
    return sandbox.enabled ? [] : [{ path: ['sandbox', 'enabled'], message: 'is false and there are no trunks: no fax could be sent' }];
  }
  const remote = trunks.findIndex(({ host }) => !isLoopback(host));
  if (remote < 0 || !isLoopback(sip.host)) return [];
  return [{ path: ['sip', 'host'], message: `is a loopback address, from which trunks[${remote}].host can not be reached` }];
}

function portRange({ media }: Configuration): Contradiction[] {
  const [first, last] = media.portRange;
  return first > last ? [{ path: ['media', 'portRange'], message: 'its first port is above its last' }] : [];
}

/** The sandbox takes ports as well, at its fastest eighty. */
const SANDBOX_PORTS = 80;

function portsForChannels({ media, trunks }: Configuration): Contradiction[] {
  const [first, last] = media.portRange;
  const ports = Math.floor((last - first + 1) / 2);
  const channels = trunks.reduce((sum, trunk) => sum + trunk.channels, 0);
  if (first > last || channels + SANDBOX_PORTS <= ports) return [];
  return [{ path: ['media', 'portRange'], message: `has ${ports} even ports for ${channels} channels of trunks and ${SANDBOX_PORTS} of the sandbox` }];
}

function trunkNames({ trunks }: Configuration): Contradiction[] {
  return trunks.flatMap(({ name }, index) => {
    const first = trunks.findIndex((trunk) => trunk.name === name);
    return first < index ? [{ path: ['trunks', index, 'name'], message: `trunks[${first}] has this name already` }] : [];
  });
}

/** A trunk over a transport that is not spoken would fail with every call. */
function trunkTransports({ trunks, sip }: Configuration): Contradiction[] {
  const half = (sip.tlsCertFile === '') !== (sip.tlsKeyFile === '') ? [{ path: ['sip', 'tlsCertFile'], message: 'and sip.tlsKeyFile go together' }] : [];
  return [...half, ...trunks.flatMap(({ transport, registerSeconds, username }, index) => {
    const problem = (key: string, message: string): Contradiction => ({ path: ['trunks', index, key], message });
    return [
      ...(transport === 'tcp' && !sip.tcp ? [problem('transport', 'is tcp, and sip.tcp is false')] : []),
      ...(transport === 'tls' && sip.tlsCertFile === '' ? [problem('transport', 'is tls, and there is no sip.tlsCertFile')] : []),
      ...(registerSeconds > 0 && username === '' ? [problem('registerSeconds', 'needs a username to register')] : []),
    ];
  })];
}

/** Two addresses of one family would answer for each other. */
function families({ sip: { host, host6 }, trunks }: Configuration): Contradiction[] {
  const hasIpv6 = host6 !== '' || host.includes(':');
  return [
    ...(host6 !== '' && host.includes(':') ? [{ path: ['sip', 'host6'], message: 'goes with an IPv4 sip.host' }] : []),
    ...trunks.flatMap(({ family }, index) => (family === 'ipv6' && !hasIpv6 ? [{ path: ['trunks', index, 'family'], message: 'is ipv6, and there is no sip.host6' }] : [])),
  ];
}

/** Media sent to no address is a call on hold (RFC 3264, 8.4). */
function advertised({ sip: { host, advertisedHost }, trunks }: Configuration): Contradiction[] {
  const isNowhere = ['0.0.0.0', '::'].includes(advertisedHost || host);
  return isNowhere && trunks.length > 0 ? [{ path: ['sip', 'advertisedHost'], message: 'is needed: carriers cannot reach 0.0.0.0' }] : [];
}

/** A name without a password lets everybody in, and one name of two trunks says nothing. */
function callerPasswords({ trunks, sip }: Configuration): Contradiction[] {
  const names = trunks.map(({ callerUsername }) => callerUsername).filter((name) => name !== '');
  const anybody = sip.unknownSources === 'challenge' && names.length === 0;
  return [...(anybody ? [{ path: ['sip', 'unknownSources'], message: 'is challenge, and no trunk has a callerUsername' }] : []), ...trunks.flatMap(({ callerUsername, callerPassword }, index) => {
    const problem = (message: string): Contradiction[] => [{ path: ['trunks', index, 'callerUsername'], message }];
    if ((callerUsername === '') !== (callerPassword === '')) return problem('and callerPassword go together');
    return callerUsername !== '' && trunks.findIndex((other) => other.callerUsername === callerUsername) < index ? problem('is that of another trunk already') : [];
  })];
}

function loopback({ webhooks, sandbox, host, trunks }: Configuration): Contradiction[] {
  if (webhooks.allowLoopback !== 'always') return [];
  const contradict = (message: string): Contradiction[] => [{ path: ['webhooks', 'allowLoopback'], message }];
  if (!sandbox.enabled) return contradict('is "always" together with the sandbox only, and sandbox.enabled is false');
  if (!isLoopback(host)) return contradict(`is "always" and host is ${host}: whoever has a key could reach everything that listens on this machine`);
  return trunks.length > 0 ? contradict('is "always" and there are trunks: it is for the sandbox alone') : [];
}

function database({ database: { url, directUrl, ownerUrl } }: Configuration): Contradiction[] {
  const malformed = (value: string): boolean => value !== '' && !/^postgres(ql)?:\/\//.test(value);
  const problem = (key: string, message: string): Contradiction => ({ path: ['database', key], message });
  return [
    ...(malformed(url) ? [problem('url', 'a postgres:// URL is needed, or nothing for the embedded database')] : []),
    ...(malformed(directUrl) ? [problem('directUrl', 'a postgres:// URL is needed, or nothing where it is the same as url')] : []),
    ...(malformed(ownerUrl) ? [problem('ownerUrl', 'a postgres:// URL is needed, or nothing where it is the same as url')] : []),
  ];
}

function admin({ admin: { rootKeyFile, databaseUrl } }: Configuration): Contradiction[] {
  if (databaseUrl === '' || rootKeyFile !== '') return [];
  return [{ path: ['admin', 'databaseUrl'], message: 'is of no use without admin.rootKeyFile: there is no admin API without a root key' }];
}

function bucket({ documents, s3 }: Configuration): Contradiction[] {
  if (documents.store !== 's3' || s3.bucket !== '') return [];
  return [{ path: ['s3', 'bucket'], message: 'is needed where documents.store is s3' }];
}

function saslUser({ kafka: { saslMechanism, username, password } }: Configuration): Contradiction[] {
  if (saslMechanism === 'none') return [];
  const missing = (['username', 'password'] as const).filter((key) => ({ username, password })[key] === '');
  return missing.map((key) => ({ path: ['kafka', key], message: `is needed where kafka.saslMechanism is ${saslMechanism}` }));
}

/** What would silently be plaintext, or half a pair. */
function certificates({ kafka, temporal, s3 }: Configuration): Contradiction[] {
  return [
    ...(kafka.caFile !== '' && !kafka.ssl ? [{ path: ['kafka', 'caFile'], message: 'is of no use while kafka.ssl is false: nothing would be encrypted' }] : []),
    ...((temporal.certFile === '') !== (temporal.keyFile === '') ? [{ path: ['temporal', 'certFile'], message: 'and temporal.keyFile go together' }] : []),
    ...((s3.accessKeyId === '') !== (s3.secretAccessKey === '') ? [{ path: ['s3', 'accessKeyId'], message: 'and s3.secretAccessKey go together' }] : []),
  ];
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
