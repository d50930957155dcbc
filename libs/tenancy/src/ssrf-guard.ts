import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { allowsAddress, allowsHost, type AllowList } from './allow-list.ts';

/** Why a webhook URL is not called. Stable codes; the API shows them at creation, the delivery log later. */
export type WebhookUrlRefusalCode =
  | 'webhook_url_invalid'
  | 'webhook_url_not_https'
  | 'webhook_url_userinfo'
  | 'webhook_url_port'
  | 'webhook_url_host'
  | 'webhook_address_forbidden'
  | 'webhook_host_unresolved';

export interface WebhookUrlRefusal {
  readonly ok: false;
  readonly code: WebhookUrlRefusalCode;
  readonly reason: string;
}

export interface WebhookUrlRules {
  /** Also 127.0.0.0/8, ::1 and `localhost`, with http and any port: for the embedded sandbox only. */
  readonly allowLoopback: boolean;
  /** The operator's own, with any port; https all the same. Left out: none. */
  readonly allow?: AllowList;
}

/** All addresses of a name. An empty list means that it has none. */
export type ResolveAddresses = (hostname: string, signal?: AbortSignal) => Promise<readonly string[]>;

export interface WebhookTarget {
  readonly ok: true;
  readonly url: URL;
  /** The name for SNI and certificate, without a trailing dot; for a literal the address, without brackets. */
  readonly hostname: string;
  /** Every one checked: connect to these and to nothing else. */
  readonly addresses: readonly string[];
}

/** Longer than any sensible callback URL; stops megabytes from being stored and parsed again and again. */
const MAX_URL_CHARS = 2_048;
/** RFC 1035 section 2.3.4. */
const MAX_NAME_CHARS = 253;
/** Below are the ports of mail, shell, file and name servers, which a tenant must not make us talk to. */
const FIRST_UNPRIVILEGED_PORT = 1_024;
const HTTPS_PORT = 443;
/** More addresses than a public service needs; a name with hundreds would be a way to keep us busy. */
const MAX_ADDRESSES = 16;
/** Per name server, ms: within the 15 s of a delivery. */
const DNS_TIMEOUT_MS = 2_000;
const DNS_TRIES = 2;

/** Names that mean a private network wherever they are resolved (RFC 6761, 6762, 8375; ICANN's `.internal`). */
const PRIVATE_SUFFIXES = ['localhost', 'localdomain', 'local', 'internal', 'home.arpa', 'lan', 'intranet'];

/** Services of hosting providers that live on addresses of the public range. */
const PROVIDER_ADDRESSES: ReadonlySet<string> = new Set(['168.63.129.16']);

/** The IPv6 addresses in use on the Internet at all (RFC 4291 section 2.4, IANA's IPv6 address space registry). */
const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

const refuse = (code: WebhookUrlRefusalCode, reason: string): WebhookUrlRefusal => ({ ok: false, code, reason });

/** Judges a URL by its text alone. What its name resolves to is judged before every connection, by `resolveWebhookTarget`. */
export function checkWebhookUrl(text: string, rules: WebhookUrlRules): { readonly ok: true; readonly url: URL } | WebhookUrlRefusal {
  const url = parse(text);
  if (!url) return refuse('webhook_url_invalid', 'This is not a URL.');
  const plain = url.protocol === 'http:' && rules.allowLoopback;
  if (url.protocol !== 'https:' && !plain) return refuse('webhook_url_not_https', 'The URL must begin with https://.');
  // Credentials in a URL end up in logs, and `https://good@evil/` is made to be misread.
  if (url.username !== '' || url.password !== '' || hasUserinfo(text)) return refuse('webhook_url_userinfo', 'The URL must not contain a user name or password.');
  return checkHost(url, rules) ?? checkPort(url, rules) ?? { ok: true, url };
}

/**
 * Resolves the URL's host and judges every address: one forbidden address among good ones condemns the name, because
 * which one is used would be its owner's choice. Connecting to the addresses given here leaves no second look-up to lie in.
 */
export async function resolveWebhookTarget(
  text: string,
  rules: WebhookUrlRules & { readonly resolve?: ResolveAddresses; readonly signal?: AbortSignal },
): Promise<WebhookTarget | WebhookUrlRefusal> {
  const checked = checkWebhookUrl(text, rules);
  if (!checked.ok) return checked;
  const { url } = checked;
  const hostname = hostnameOf(url);
  const addresses = await addressesOf(hostname, rules);
  if (addresses.length === 0) return refuse('webhook_host_unresolved', 'The host name of the URL has no address.');
  if (addresses.length > MAX_ADDRESSES) return refuse('webhook_url_host', `The host name has more than ${MAX_ADDRESSES} addresses.`);
  const trusted = allowsHost(rules.allow ?? [], hostname);
  for (const address of addresses) {
    if (isIP(address) === 0 || !(trusted || isAllowedAddress(address, rules))) return refuse('webhook_address_forbidden', 'The host name of the URL leads to an address that is not public.');
    if (url.protocol === 'http:' && !isLoopback(address)) return refuse('webhook_url_not_https', 'Plain http is for loopback only.');
  }
  return { ok: true, url, hostname, addresses };
}

/** True for a public unicast address, for loopback where the rules say so, and for what the operator lists. */
export function isAllowedAddress(address: string, rules: WebhookUrlRules): boolean {
  if (isIP(address) === 0) return false;
  if (allowsAddress(rules.allow ?? [], address)) return true;
  const parsed = ipaddr.parse(address);
  if (isLoopback(address)) return rules.allowLoopback;
  if (parsed.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv6) return parsed.zoneId === undefined && parsed.match(GLOBAL_UNICAST_V6);
  return !PROVIDER_ADDRESSES.has(parsed.toString());
}

/** The system's name servers, asked directly: getaddrinfo would share its four threads with every slow name server, and search domains. */
export const resolveByDns: ResolveAddresses = async (hostname, signal) => {
  const resolver = new Resolver({ timeout: DNS_TIMEOUT_MS, tries: DNS_TRIES });
  const cancel = () => resolver.cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    const answers = await Promise.all([resolver.resolve4(hostname).catch(noAddress), resolver.resolve6(hostname).catch(noAddress)]);
    return answers.flat();
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
};

const noAddress = (): string[] => [];

function parse(text: string): URL | undefined {
  if (text.length > MAX_URL_CHARS) return undefined;
  // The URL standard drops tabs, line breaks and outer spaces in silence, and reads a backslash as a slash.
  for (const char of text) if (char <= ' ' || char === '\\' || char === '\u007f') return undefined;
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** The URL standard also forgets an empty user name: `https://@host/`. */
function hasUserinfo(text: string): boolean {
  const authority = text.slice(text.indexOf(':') + 1).replace(/^\/*/u, '');
  const end = authority.search(/[/?#]/u);
  return (end === -1 ? authority : authority.slice(0, end)).includes('@');
}

/** As the URL parser left it (lower case, punycode, digits unified), without brackets and trailing dots. */
function hostnameOf(url: URL): string {
  const host = url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname;
  return host.replace(/\.+$/u, '');
}

function checkHost(url: URL, rules: WebhookUrlRules): WebhookUrlRefusal | undefined {
  const host = hostnameOf(url);
  if (host === '' || host.length > MAX_NAME_CHARS) return refuse('webhook_url_host', 'The URL has no usable host name.');
  if (isIP(host) !== 0) return checkLiteral(host, url, rules);
  if (rules.allowLoopback && isLocalhost(host)) return undefined;
  if (allowsHost(rules.allow ?? [], host) && url.protocol === 'https:') return undefined;
  if (url.protocol === 'http:') return refuse('webhook_url_not_https', 'Plain http is for loopback only.');
  if (!host.includes('.')) return refuse('webhook_url_host', 'The host must be a full domain name.');
  const inside = PRIVATE_SUFFIXES.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
  return inside ? refuse('webhook_url_host', 'The host name belongs to a private network.') : undefined;
}

function checkLiteral(address: string, url: URL, rules: WebhookUrlRules): WebhookUrlRefusal | undefined {
  if (!isAllowedAddress(address, rules)) return refuse('webhook_address_forbidden', 'The address in the URL is not public.');
  const plain = url.protocol === 'http:' && !isLoopback(address);
  return plain ? refuse('webhook_url_not_https', 'Plain http is for loopback only.') : undefined;
}

function checkPort(url: URL, rules: WebhookUrlRules): WebhookUrlRefusal | undefined {
  if (url.port === '') return undefined;
  const port = Number(url.port);
  const host = hostnameOf(url);
  if (rules.allowLoopback && port > 0 && (isLocalhost(host) || isLoopback(host))) return undefined;
  const allow = rules.allow ?? [];
  if (port > 0 && (allowsHost(allow, host) || allowsAddress(allow, host))) return undefined;
  if (port === HTTPS_PORT || port >= FIRST_UNPRIVILEGED_PORT) return undefined;
  return refuse('webhook_url_port', `The port must be ${HTTPS_PORT} or at least ${FIRST_UNPRIVILEGED_PORT}.`);
}

const isLocalhost = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost');

function isLoopback(address: string): boolean {
  return isIP(address) !== 0 && ipaddr.parse(address).range() === 'loopback';
}

async function addressesOf(hostname: string, rules: { readonly resolve?: ResolveAddresses; readonly signal?: AbortSignal }): Promise<readonly string[]> {
  if (isIP(hostname) !== 0) return [hostname];
  // RFC 6761 section 6.3: never asked of a name server. Only reached where loopback is allowed.
  if (isLocalhost(hostname)) return ['127.0.0.1', '::1'];
  return (rules.resolve ?? resolveByDns)(hostname, rules.signal);
}
