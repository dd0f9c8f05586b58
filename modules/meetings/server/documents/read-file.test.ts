import { expect, test } from 'vitest';
import { mediaTypeOf } from './read-file.ts';

const zip = (...names: string[]) => Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from(names.join('\0'))]);

test('a file is what its content says', () => {
  expect(mediaTypeOf(Buffer.from('%PDF-1.7\n…'))).toBe('application/pdf');
  expect(mediaTypeOf(Buffer.from('89504e470d0a1a0a00', 'hex'))).toBe('image/png');
  expect(mediaTypeOf(Buffer.from('ffd8ffe000', 'hex'))).toBe('image/jpeg');
  expect(mediaTypeOf(zip('[Content_Types].xml', 'word/document.xml'))).toContain('wordprocessingml');
  expect(mediaTypeOf(zip('[Content_Types].xml', 'xl/workbook.xml'))).toContain('spreadsheetml');
});

test.each([
  ['a page', Buffer.from('<html><script>alert(1)</script>')],
  ['a program', Buffer.from('MZ\u0090\u0000')],
  ['macros', zip('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin')],
  ['any archive', zip('evil.exe')],
  ['nothing', Buffer.from('')],
])('%s is refused', (_, bytes) => {
  expect(() => mediaTypeOf(bytes)).toThrow(expect.objectContaining({ code: 'meetings.document_refused' }));
});
