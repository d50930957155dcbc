export interface Tag {
  readonly name: string;
  readonly description: string;
  /** Paths that begin so belong here; the longest beginning that fits has them. */
  readonly prefix: string;
}

/** Groups of operations, in the order in which they are read. */
export const TAGS: readonly Tag[] = [
  { name: 'Faxes', description: 'Send faxes, look at them and change their course.', prefix: '/fax' },
  { name: 'Webhooks', description: 'Endpoints that are told what happens, and what was delivered to them.', prefix: '/fax/webhook' },
  { name: 'Webhooks', description: 'Endpoints that are told what happens, and what was delivered to them.', prefix: '/webhook' },
  { name: 'Keys', description: 'The tenant\'s own API keys.', prefix: '/keys' },
  { name: 'Access', description: 'Access tokens.', prefix: '/oauth' },
  { name: 'Tenant', description: 'The tenant as it sees itself.', prefix: '/tenant' },
  { name: 'Tenant', description: 'The tenant as it sees itself.', prefix: '/audit' },
  { name: 'Tenant', description: 'The tenant as it sees itself.', prefix: '/do-not-call' },
  { name: 'Administration', description: 'All tenants, for whoever runs Faxwire.', prefix: '/admin' },
  { name: 'Descriptions', description: 'What programs read to know this API and to verify what it signed.', prefix: '/' },
];

export function tagOf(path: string): string {
  const fitting = TAGS.filter(({ prefix }) => path.startsWith(prefix));
  return fitting.reduce((best, tag) => (tag.prefix.length > best.prefix.length ? tag : best)).name;
}

/** Each tag once, of those that some path has. */
export function tagsOf(paths: readonly string[]): { name: string; description: string }[] {
  const used = new Set(paths.map(tagOf));
  const byName = new Map(TAGS.map(({ name, description }) => [name, { name, description }]));
  return [...byName.values()].filter(({ name }) => used.has(name));
}
