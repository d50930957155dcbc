import { layOutText } from './text-layout.ts';
import { toWinAnsi } from './win-ansi.ts';

describe('plain text on pages', () => {
  const pages = (text: string) => [...layOutText(text)];

  it('wraps at a space before column 80 and cuts what has none', () => {
    const [lines] = pages(`${'word '.repeat(20)}\n${'x'.repeat(100)}`);
    expect(lines?.map((line) => line.length)).toEqual([79, 19, 80, 20]);
    expect(lines?.every((line) => line.length <= 80)).toBe(true);
    expect(lines?.join(' ').split(' ').filter((word) => word === 'word')).toHaveLength(20);
  });

  it('starts a page at each form feed and after 60 lines, but none after the last', () => {
    expect(pages('one\ftwo\f').map((page) => page[0])).toEqual(['one', 'two']);
    expect(pages('line\n'.repeat(61)).map((page) => page.length)).toEqual([60, 1]);
  });

  it.each([' ', 'a', '\n', '\f ', '\t', '\u{1f4e0}'])('lays out 200,000 times %j without a long pause', (piece) => {
    const startedMs = performance.now();
    let rows = 0;
    for (const page of layOutText(`${piece.repeat(200_000)}x`)) rows += page.length;
    expect(rows).toBeGreaterThan(0);
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });

  it('expands tabs to the next eighth column and knows all line ends', () => {
    expect(pages('\ufeffab\tc\r\nd\re')).toEqual([['ab      c', 'd', 'e']]);
  });

  it('keeps Latin letters, takes accents off those that the font lacks, and counts what it cannot draw', () => {
    expect(toWinAnsi('Zürich 20 € “ő” → Ł')).toEqual({ bytes: Buffer.from('Z\xfcrich 20 \x80 \x93o\x94 > L', 'latin1'), replaced: 0 });
    expect(toWinAnsi('漢字 a')).toEqual({ bytes: Buffer.from('?? a'), replaced: 2 });
  });
});
