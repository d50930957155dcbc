import { KEY_LENGTH_MAX } from '../limits.ts';
import { parseWholeNumber } from './characters.ts';
import { callIdOf, cseqOf, fromOf, headerList, headerValue, tagOf, toOf, viaOf } from './headers.ts';
import { parseNameAddress } from './name-address.ts';
import { parameterValue } from './parameters.ts';
import { failure } from './parse-result.ts';
import type { CSeq } from './cseq.ts';
import type { Header, SipMessage } from './message.ts';
import type { NameAddress } from './name-address.ts';
import type { ParseFailure } from './parse-result.ts';
import type { Via } from './via.ts';

/** What every message must carry and every layer asks for, read once. */
export interface Essentials {
  readonly ok: true;
  readonly via: Via;
  readonly from: NameAddress;
  readonly to: NameAddress;
  readonly cseq: CSeq;
  readonly callId: string;
  readonly fromTag: string | undefined;
  readonly toTag: string | undefined;
  readonly branch: string | undefined;
}

const ONCE = ['From', 'To', 'Call-ID', 'CSeq', 'Content-Length', 'Max-Forwards'];

export function readEssentials(message: SipMessage): Essentials | ParseFailure {
  const problem = checkPresence(message.headers) ?? checkMaxForwards(message) ?? checkContacts(message);
  if (problem !== undefined) return problem;
  const via = viaOf(message);
  if (via === undefined) return failure('bad_via', 'top Via');
  const from = fromOf(message);
  const to = toOf(message);
  if (from === undefined || to === undefined) return failure('bad_address', 'From or To');
  const cseq = cseqOf(message);
  if (cseq === undefined) return failure('bad_cseq', 'CSeq');
  if (message.kind === 'request' && cseq.method !== message.method) return failure('bad_cseq', 'method differs');
  return checkKeys({
    ok: true, via, from, to, cseq, callId: callIdOf(message), fromTag: tagOf(from), toTag: tagOf(to),
    branch: parameterValue(via.parameters, 'branch'),
  });
}

function checkPresence(headers: readonly Header[]): ParseFailure | undefined {
  const seen = new Set<string>();
  for (const [name] of headers) {
    if (seen.has(name) && ONCE.includes(name)) return failure('duplicate_header', name);
    seen.add(name);
  }
  const missing = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].find((name) => !seen.has(name));
  return missing === undefined ? undefined : failure('missing_header', missing);
}

function checkMaxForwards(message: SipMessage): ParseFailure | undefined {
  const value = headerValue(message, 'Max-Forwards');
  if (value === undefined || parseWholeNumber(value, 255) !== undefined) return undefined;
  return failure('bad_max_forwards', value.slice(0, 20));
}

/** RFC 3261 20.10: a bare URI with `?` in it, or stray separators, would be read differently by every hop. */
function checkContacts(message: SipMessage): ParseFailure | undefined {
  if (message.kind === 'response') return undefined;
  const wrong = headerList(message, 'Contact').find((entry) => entry !== '*' && parseNameAddress(entry) === undefined);
  return wrong === undefined ? undefined : failure('bad_address', 'Contact');
}

function checkKeys(found: Essentials): Essentials | ParseFailure {
  if (found.callId.length === 0 || found.callId.includes(' ')) return failure('bad_call_id', 'Call-ID');
  const keys = [found.callId, found.fromTag, found.toTag, found.branch];
  return keys.some((key) => key !== undefined && key.length > KEY_LENGTH_MAX) ? failure('bad_call_id', 'too long a key') : found;
}
