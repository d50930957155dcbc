/** PDF 32000-1, annex D.2: what WinAnsiEncoding has at 0x80 to 0x9F (the rest is Latin-1); a space where it has nothing. */
const HIGH_CONTROLS = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

const codes = new Map<string, number>([...HIGH_CONTROLS].map((character, i) => [character, 0x80 + i]));

/** Signs that plain texts use and Courier lacks, in the nearest signs that it has. */
const SUBSTITUTES: Readonly<Record<string, string>> = {
  '‐': '-', '‑': '-', '‒': '-', '―': '-', '−': '-', '─': '-', '━': '-', '═': '=', '│': '|', '┃': '|', '║': '|',
  '┌': '+', '┐': '+', '└': '+', '┘': '+', '├': '+', '┤': '+', '┬': '+', '┴': '+', '┼': '+',
  '←': '<', '→': '>', '≤': '<', '≥': '>', '≠': '#', '≈': '~', '●': '•', '◦': '•', '■': '•', '✓': 'v', '✔': 'v', '✗': 'x', '✘': 'x',
  'ł': 'l', 'Ł': 'L', 'đ': 'd', 'Đ': 'D', 'ı': 'i', 'ħ': 'h', 'Ħ': 'H', '′': "'", '″': '"', '\u2002': ' ', '\u2003': ' ', '\u2009': ' ', '\u202f': ' ',
};

/** What stands for a character that the font cannot draw. */
const UNDRAWABLE = 0x3f;

export interface AnsiText {
  readonly bytes: Buffer;
  /** Characters of other scripts, each printed as a question mark. */
  readonly replaced: number;
}

/** Text in the encoding of PDF's standard fonts; accents that it lacks fall off their letter (ő becomes o). */
export function toWinAnsi(text: string): AnsiText {
  let replaced = 0;
  const bytes = Array.from(text, (character) => {
    const code = codeOf(character);
    if (code === undefined) replaced += 1;
    return code ?? UNDRAWABLE;
  });
  return { bytes: Buffer.from(bytes), replaced };
}

function codeOf(character: string): number | undefined {
  const direct = directCode(character);
  if (direct !== undefined) return direct;
  const substitute = SUBSTITUTES[character] ?? character.normalize('NFKD').charAt(0);
  return directCode(substitute);
}

function directCode(character: string): number | undefined {
  const point = character.codePointAt(0) ?? 0;
  if ((point >= 0x20 && point < 0x7f) || (point >= 0xa0 && point <= 0xff)) return point;
  return codes.get(character);
}
