import { isWhitespace } from './characters.ts';

/** Reads a header value from left to right, once; every verb moves forward or fails, so work is linear. */
export class Scanner {
  position = 0;

  constructor(readonly text: string) {}

  get done(): boolean {
    return this.position >= this.text.length;
  }

  peek(): string {
    return this.text.charAt(this.position);
  }

  take(char: string): boolean {
    if (this.done || this.peek() !== char) return false;
    this.position++;
    return true;
  }

  takeWhile(test: (char: string) => boolean): string {
    const start = this.position;
    while (!this.done && test(this.peek())) this.position++;
    return this.text.slice(start, this.position);
  }

  skipWhitespace(): void {
    while (!this.done && isWhitespace(this.peek())) this.position++;
  }

  /** `char` with optional white space around it. */
  takeSeparator(char: string): boolean {
    this.skipWhitespace();
    if (!this.take(char)) return false;
    this.skipWhitespace();
    return true;
  }

  /** A quoted string as written, quotes included; undefined when it never closes. */
  takeQuoted(): string | undefined {
    const start = this.position;
    if (!this.take('"')) return undefined;
    while (!this.done) {
      const char = this.peek();
      this.position += char === '\\' ? 2 : 1;
      if (char === '"') return this.text.slice(start, this.position);
    }
    return undefined;
  }
}
