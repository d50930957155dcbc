import { parseCSeq } from './cseq.ts';
import { splitList } from './list.ts';
import { parseNameAddress } from './name-address.ts';
import { parameterValue } from './parameters.ts';
import { parseReason } from './reason.ts';
import { parseRetryAfter } from './retry-after.ts';
import { parseVia } from './via.ts';
import type { CSeq } from './cseq.ts';
import type { Header, SipMessage } from './message.ts';
import type { NameAddress } from './name-address.ts';
import type { Reason } from './reason.ts';
import type { Via } from './via.ts';

interface HasHeaders {
  readonly headers: readonly Header[];
}

/** First value of a header, whatever the case of its name. */
export function headerValue(message: HasHeaders, name: string): string | undefined {
  const lower = name.toLowerCase();
  return message.headers.find(([candidate]) => candidate.toLowerCase() === lower)?.[1];
}

/** The lines of a header whose values may hold commas of their own, as those with challenges do. */
export function headerValues(message: HasHeaders, name: string): string[] {
  const lower = name.toLowerCase();
  return message.headers.filter(([candidate]) => candidate.toLowerCase() === lower).map(([, value]) => value);
}

/** All values of a list header in order, over lines and commas; an unreadable line yields none. */
export function headerList(message: HasHeaders, name: string): string[] {
  const lower = name.toLowerCase();
  return message.headers.filter(([candidate]) => candidate.toLowerCase() === lower).flatMap(([, value]) => splitList(value) ?? []);
}

export function withoutHeader(headers: readonly Header[], name: string): Header[] {
  const lower = name.toLowerCase();
  return headers.filter(([candidate]) => candidate.toLowerCase() !== lower);
}

function read<T>(message: HasHeaders, name: string, parse: (value: string) => T | undefined): T | undefined {
  const value = headerValue(message, name);
  return value === undefined ? undefined : parse(value);
}

export function viaOf(message: HasHeaders): Via | undefined {
  const top = headerList(message, 'Via')[0];
  return top === undefined ? undefined : parseVia(top);
}

export function fromOf(message: HasHeaders): NameAddress | undefined {
  return read(message, 'From', parseNameAddress);
}

export function toOf(message: HasHeaders): NameAddress | undefined {
  return read(message, 'To', parseNameAddress);
}

export function cseqOf(message: HasHeaders): CSeq | undefined {
  return read(message, 'CSeq', parseCSeq);
}

export function callIdOf(message: HasHeaders): string {
  return headerValue(message, 'Call-ID') ?? '';
}

export function contactOf(message: HasHeaders): NameAddress | undefined {
  const first = headerList(message, 'Contact')[0];
  return first === undefined ? undefined : parseNameAddress(first);
}

export function routesOf(message: HasHeaders): NameAddress[] {
  return addressList(message, 'Route');
}

export function recordRoutesOf(message: HasHeaders): NameAddress[] {
  return addressList(message, 'Record-Route');
}

function addressList(message: HasHeaders, name: string): NameAddress[] {
  return headerList(message, name).flatMap((entry) => parseNameAddress(entry) ?? []);
}

export function retryAfterOf(message: HasHeaders): number | undefined {
  return read(message, 'Retry-After', parseRetryAfter);
}

export function reasonsOf(message: HasHeaders): Reason[] {
  return headerList(message, 'Reason').flatMap((entry) => parseReason(entry) ?? []);
}

/** The Q.850 cause a gateway gave (RFC 3326), e.g. 17 for user busy. */
export function q850CauseOf(message: HasHeaders): number | undefined {
  return reasonsOf(message).find(({ protocol }) => protocol.toUpperCase() === 'Q.850')?.cause;
}

export function tagOf(address: NameAddress | undefined): string | undefined {
  return address && parameterValue(address.parameters, 'tag');
}

export function bodyText(message: SipMessage): string {
  return Buffer.from(message.body).toString('utf8');
}
