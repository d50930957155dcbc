/** Never given to a subscriber: 999 is no area code, and 555-01xx is kept for examples. The last two digits say what the far end does. */
const SANDBOX_PREFIX = '+199955501';
const SANDBOX_CHARS = SANDBOX_PREFIX.length + 2;

export function isSandboxNumber(number: string): boolean {
  return number.startsWith(SANDBOX_PREFIX) && number.length === SANDBOX_CHARS;
}
