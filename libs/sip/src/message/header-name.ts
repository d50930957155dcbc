/** RFC 3261 7.3.3 and the IANA register of compact forms. */
const COMPACT = new Map([
  ['a', 'Accept-Contact'], ['b', 'Referred-By'], ['c', 'Content-Type'], ['d', 'Request-Disposition'],
  ['e', 'Content-Encoding'], ['f', 'From'], ['i', 'Call-ID'], ['j', 'Reject-Contact'], ['k', 'Supported'],
  ['l', 'Content-Length'], ['m', 'Contact'], ['n', 'Identity-Info'], ['o', 'Event'], ['r', 'Refer-To'],
  ['s', 'Subject'], ['t', 'To'], ['u', 'Allow-Events'], ['v', 'Via'], ['x', 'Session-Expires'], ['y', 'Identity'],
]);

const CANONICAL = new Map(
  [
    ...COMPACT.values(), 'Accept', 'Allow', 'CSeq', 'Contact', 'Date', 'Max-Forwards', 'Min-SE', 'Organization', 'P-Asserted-Identity',
    'Proxy-Require', 'RAck', 'RSeq', 'Reason', 'Record-Route', 'Remote-Party-ID', 'Require', 'Retry-After', 'Route', 'Server', 'Timestamp',
    'Unsupported', 'User-Agent', 'Warning', 'Diversion',
  ].map((name) => [name.toLowerCase(), name] as const),
);

/** One spelling per header: compact forms written out, known names in their usual case, others as they came. */
export function canonicalHeaderName(name: string): string {
  const lower = name.toLowerCase();
  return COMPACT.get(lower) ?? CANONICAL.get(lower) ?? name;
}
