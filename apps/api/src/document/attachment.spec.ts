import { attachment, nameFor } from './attachment.ts';

describe('the name that a document is saved under', () => {
  it.each([
    ['letter.pdf', 'attachment; filename="letter.pdf"; filename*=UTF-8\'\'letter.pdf'],
    ['Übergabe (1).pdf', 'attachment; filename="_bergabe _1_.pdf"; filename*=UTF-8\'\'%C3%9Cbergabe%20%281%29.pdf'],
    ['a"; b\r\nSet-Cookie: x', 'attachment; filename="a__ b__Set-Cookie_ x"; filename*=UTF-8\'\'a%22%3B%20b%0D%0ASet-Cookie%3A%20x'],
    ['\ud800.txt', 'attachment; filename="_.txt"; filename*=UTF-8\'\'%EF%BF%BD.txt'],
    ['تقرير‮.pdf', `attachment; filename="______.pdf"; filename*=UTF-8''${encodeURIComponent('تقرير‮.pdf')}`],
  ])('%j comes as one header that cannot be broken', (name, header) => {
    expect(attachment(name)).toBe(header);
  });

  it('has the ending of its kind where it has none of its own', () => {
    expect([nameFor('x', 'image/tiff'), nameFor('x', 'application/x-unknown')]).toEqual(['x.tif', 'x.bin']);
  });
});
