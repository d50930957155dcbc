import { headerList } from '../message/headers.ts';
import type { Header } from '../message/message.ts';

/** Extensions that a far end may require of us: reliable provisional responses (RFC 3262), session timers (RFC 4028). */
export const SUPPORTED_OPTIONS = ['100rel', 'timer'];

interface HasHeaders {
  readonly headers: readonly Header[];
}

/** True when the sender can do the extension: who requires it supports it too. */
export function supportsOption(message: HasHeaders, option: string): boolean {
  return requiresOption(message, option) || lists(message, 'Supported', option);
}

export function requiresOption(message: HasHeaders, option: string): boolean {
  return lists(message, 'Require', option);
}

/** What a request requires of us that we cannot do: to be named in a 420. */
export function unsupportedOptions(message: HasHeaders): string[] {
  return headerList(message, 'Require').filter((option) => !SUPPORTED_OPTIONS.includes(option.toLowerCase()));
}

export function allowsMethod(message: HasHeaders, method: string): boolean {
  return headerList(message, 'Allow').some((allowed) => allowed.toUpperCase() === method);
}

function lists(message: HasHeaders, header: string, option: string): boolean {
  return headerList(message, header).some((listed) => listed.toLowerCase() === option);
}
