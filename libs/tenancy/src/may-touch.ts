import type { KeyMode } from './presented-key.ts';

/**
 * Whether a caller may see and change an object. A test key knows test objects only, so that it can be given to whoever
 * tries something out; a live key knows both. What may not be touched is answered like what is absent.
 */
export function mayTouch(
  caller: { readonly tenantId: string; readonly mode: KeyMode },
  object: { readonly tenantId: string; readonly mode: KeyMode },
): boolean {
  return caller.tenantId === object.tenantId && (caller.mode === 'live' || object.mode === 'test');
}
