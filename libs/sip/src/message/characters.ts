const TOKEN_MARKS = "-.!%*_+`'~";

export function isDigit(char: string): boolean {
  return char >= '0' && char <= '9' && char.length === 1;
}

export function isAlphanumeric(char: string): boolean {
  return isDigit(char) || (char.length === 1 && ((char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z')));
}

/** RFC 3261 25.1 `token`. */
export function isTokenChar(char: string): boolean {
  return isAlphanumeric(char) || (char.length === 1 && TOKEN_MARKS.includes(char));
}

export function isWhitespace(char: string): boolean {
  return char === ' ' || char === '\t';
}

export function isHostChar(char: string): boolean {
  return isAlphanumeric(char) || char === '-' || char === '.' || char === '_';
}

export function isToken(text: string): boolean {
  return text.length > 0 && all(text, isTokenChar);
}

export function all(text: string, test: (char: string) => boolean): boolean {
  for (let index = 0; index < text.length; index++) if (!test(text.charAt(index))) return false;
  return true;
}

/** A whole number written in digits only, or undefined when it is none or above `max`. */
export function parseWholeNumber(text: string, max: number): number | undefined {
  if (text.length === 0 || text.length > 16 || !all(text, isDigit)) return undefined;
  const value = Number(text);
  return value <= max ? value : undefined;
}
