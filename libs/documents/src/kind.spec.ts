import { isText, kindOfMagic } from './kind.ts';

describe('the kind of a document', () => {
  it.each([
    ['pdf', Buffer.from('%PDF-1.7\n')],
    ['pdf', Buffer.from('Subject: mail\r\n\r\n%PDF-1.4')],
    ['tiff', Buffer.from('II*\0rest', 'latin1')],
    ['tiff', Buffer.from('MM\0*rest', 'latin1')],
    ['png', Buffer.from('89504e470d0a1a0a00', 'hex')],
    ['jpeg', Buffer.from('ffd8ffe000', 'hex')],
    [undefined, Buffer.from('PK\x03\x04')],
    [undefined, Buffer.alloc(0)],
    [undefined, Buffer.concat([Buffer.alloc(1024, 0x20), Buffer.from('%PDF-1.7')])],
  ])('is %s by its first bytes', (kind, head) => {
    expect(kindOfMagic(head)).toBe(kind);
  });

  it.each([
    [true, Buffer.from('Grüße\r\n\tund \u{1f4e0}\f')],
    [true, Buffer.from('\ufeffwith a byte order mark')],
    [false, Buffer.from('a\0b')],
    [false, Buffer.from([0x47, 0xfc, 0x72])],
    [false, Buffer.from('a\x02b')],
    [false, Buffer.from('utf-16', 'utf16le')],
  ])('is text: %s', (text, bytes) => {
    expect(isText(bytes)).toBe(text);
  });
});
