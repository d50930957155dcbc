/** A caller's own headers are credentials of its receivers as often as not: their names are enough. */
const NAMES_ONLY = new Set(['headers']);
const SECRET = /^key$|secret|token|password|authorization/i;
/** What stands in there is what the tenant's people are, and is forgotten with the fax; an audit entry stays. */
const FAX_MARK = 'faxStatus';
/** An entry is for people to read; the largest of ours takes a few kB. */
const MAX_CHARS = 16_384;

/** An object as the audit log may keep it: no secrets, nothing about people, of bounded size. */
export function withoutSecrets(state: object): object {
  if (FAX_MARK in state) return { [FAX_MARK]: state[FAX_MARK] };
  const kept = strip(state) as object;
  return JSON.stringify(kept).length > MAX_CHARS ? { omitted: 'too large' } : kept;
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !SECRET.test(name));
  return Object.fromEntries(kept.map(([name, each]) => [name, NAMES_ONLY.has(name) ? namesOf(each) : strip(each)]));
}

function namesOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? Object.keys(value) : undefined;
}
