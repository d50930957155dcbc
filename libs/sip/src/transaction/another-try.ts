import { kept, renumbered } from '../dialog/sequence-owner.ts';
import { headerList, withoutHeader } from '../message/headers.ts';
import { withParameter } from '../message/parameters.ts';
import { parseVia, serialiseVia } from '../message/via.ts';
import { MAGIC_COOKIE } from './keys.ts';
import type { DigestAccount } from '../authentication/digest-account.ts';
import type { Header, SipRequest } from '../message/message.ts';
import type { Random } from '../random.ts';

/** The same request as a new transaction: another branch, and another number where it was answered before. */
export function anotherTry(request: SipRequest, { random, isRenumbered }: { random: Random; isRenumbered: boolean }): SipRequest {
  const fresh = withBranch(request, `${MAGIC_COOKIE}${random.randomToken(12)}`);
  return isRenumbered ? renumbered(request, (sequence) => withHeader(fresh, ['CSeq', `${sequence} ${request.method}`])) : fresh;
}

/** Credentials of an earlier try are for another nonce. */
export function withCredentials(request: SipRequest, account: DigestAccount | undefined): SipRequest {
  if (account === undefined || request.method === 'CANCEL') return request;
  const headers = withoutHeader(withoutHeader(request.headers, 'Authorization'), 'Proxy-Authorization');
  const bare = { ...request, headers };
  return kept(request, { ...bare, headers: [...headers, ...account.preempt(bare)] });
}

function withBranch(request: SipRequest, branch: string): SipRequest {
  const [top = '', ...below] = headerList(request, 'Via');
  const via = parseVia(top);
  if (via === undefined) return request;
  const vias = [serialiseVia({ ...via, parameters: withParameter(via.parameters, 'branch', branch) }), ...below];
  return kept(request, { ...request, headers: [...vias.map((value): Header => ['Via', value]), ...withoutHeader(request.headers, 'Via')] });
}

function withHeader(request: SipRequest, [name, value]: Header): SipRequest {
  return { ...request, headers: request.headers.map((header) => (header[0] === name ? [name, value] : header)) };
}
