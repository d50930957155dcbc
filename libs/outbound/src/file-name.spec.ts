import fc from 'fast-check';
import { fileNameOf } from './file-name.ts';

describe('the name of a downloaded file', () => {
  it.each([
    [undefined, '/files/letter.pdf', 'letter.pdf'],
    [undefined, '/files/b%C3%BCcher.pdf', 'bücher.pdf'],
    [undefined, '/', undefined],
    [undefined, '/%zz', undefined],
    ['attachment; filename="a \\"b\\".pdf"', '/x', 'a "b".pdf'],
    ['attachment; filename=a.pdf', '/x', 'a.pdf'],
    ["attachment; filename=a.pdf; filename*=UTF-8''b%C3%BC.pdf", '/x', 'bü.pdf'],
    ['attachment; filename="../../etc/passwd"', '/x', 'passwd'],
    ['attachment; filename="c:\\\\secret\\\\x.pdf"', '/x', 'x.pdf'],
    ['attachment; filename=".."', '/x', undefined],
    ['inline', '/x.tif', 'x.tif'],
  ])('offered as %j under %s is %j', (disposition, path, name) => {
    expect(fileNameOf(disposition, path)).toBe(name);
  });

  it('is never a path, whatever the far side says', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (disposition, path) => {
      expect(fileNameOf(`filename="${disposition}"`, path) ?? '').not.toMatch(/[/\\\0]/u);
    }));
  });
});
