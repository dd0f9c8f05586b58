import fc from 'fast-check';
import { extractText, getMeta } from 'unpdf';
import { expect, test } from 'vitest';
import { definePdf, type Paper, renderPdf } from './render-pdf.ts';

interface Letter {
  head: Paper;
  lines: string[];
  pictured?: true;
}

const letter = definePdf<Letter>(new URL('./testing/letter.typ', import.meta.url));
const endless = definePdf<object>(new URL('./testing/endless.typ', import.meta.url));
const madeAt = new Date('2026-11-25T01:00:00Z');
const head: Paper = {
  parent: 'Ủy ban nhân dân tỉnh Khánh Hòa',
  agency: 'Sở Khoa học và Công nghệ',
  number: '12',
  symbol: 'BC-SKHCN',
  place: 'Khánh Hòa',
  day: '2026-02-05',
  kind: 'Báo cáo',
  subject: 'Kết quả sử dụng dịch vụ công trực tuyến quý I năm 2026',
  to: [],
  copies: ['Ủy ban nhân dân tỉnh', 'Lưu: VT, CĐS'],
  signer: { authority: 'KT. Giám đốc', position: 'Phó Giám đốc', name: 'Nguyễn Thị Hường' },
  secrecy: null,
  urgency: null,
};

async function textOf(bytes: Uint8Array): Promise<string> {
  const { text } = await extractText(new Uint8Array(bytes), { mergePages: true });
  return text.normalize('NFC').replace(/\s+/g, ' ');
}

test('a paper says what it was given, with every Vietnamese letter, and numbers as offices write them', async () => {
  const { bytes, pages } = await renderPdf(
    letter,
    { head, lines: ['Đặng Quỳnh Lưỡng ký duyệt ở phường Ẩm.'] },
    { madeAt },
  );
  const text = await textOf(bytes);
  expect(pages).toBe(1);
  for (const part of [
    'ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'Số: 12/BC-SKHCN',
    'Khánh Hòa, ngày 05 tháng 02 năm 2026',
    'BÁO CÁO',
    'Đặng Quỳnh Lưỡng ký duyệt ở phường Ẩm.',
    'KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC',
    '- Lưu: VT, CĐS.',
    '1.234.567 lượt, 98,1 %, 5,00 %, −12,3 %',
  ]) {
    expect(text).toContain(part);
  }
});

test('the file is tagged PDF/A with a title, and the same data at the same time give the same bytes', async () => {
  const [one, other] = await Promise.all([1, 2].map(() => renderPdf(letter, { head, lines: [] }, { madeAt })));
  expect(one).toEqual(other);
  const raw = Buffer.from(one?.bytes ?? []).toString('latin1');
  expect(raw).toContain('/MarkInfo');
  expect(raw).toMatch(/pdfaid:part>2<.*pdfaid:conformance>A</s);
  const { info } = await getMeta(new Uint8Array(one?.bytes ?? []));
  expect(info.Title).toBe('Báo cáo Kết quả sử dụng dịch vụ công trực tuyến quý I năm 2026');
});

test('a letter has its subject under the number; number, day and signature have their places while they are not known', async () => {
  const blank: Paper = {
    ...head,
    kind: null,
    number: null,
    day: null,
    subject: 'đôn đốc kết nối',
    to: ['Sở Y tế', 'Sở Nội vụ'],
    urgency: 'Khẩn',
  };
  const { bytes, places } = await renderPdf(letter, { head: blank, lines: [] }, { madeAt });
  const text = await textOf(bytes);
  expect(text).toContain('V/v đôn đốc kết nối');
  expect(text).toContain('- Sở Nội vụ.');
  expect(text).toContain('KHẨN');
  expect(places.map(({ name }) => name).toSorted()).toEqual(['day', 'number', 'signature']);
  for (const { page, x, y } of places) {
    expect(page).toBe(1);
    expect(x).toBeGreaterThan(0);
    expect(y).toBeGreaterThan(0);
  }
});

test('what people write is text, never markup', async () => {
  const lines = [
    '#read("/package.json")',
    '#eval("1+1") *đậm* $x^2$ @ref <nhãn> // ghi chú',
    '"); panic() //',
    '\\u{41} #sys.version',
  ];
  const text = await textOf(
    (await renderPdf(letter, { head: { ...head, subject: '#panic("x")' }, lines }, { madeAt })).bytes,
  );
  for (const line of [...lines, '#panic("x")']) expect(text).toContain(line);
});

test('any text makes a paper: what the font cannot show is shown as absent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 4 }), async (lines) => {
      const { bytes } = await renderPdf(letter, { head, lines }, { madeAt });
      expect(bytes.length).toBeGreaterThan(1_000);
    }),
    { numRuns: 40 },
  );
  const text = await textOf((await renderPdf(letter, { head, lines: ['Vui 😀 quá\u202e\u0007'] }, { madeAt })).bytes);
  expect(text).toMatch(/Vui \S quá/);
});

test('a picture comes in by name and is gone for the next paper', async () => {
  const picture = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
  );
  const data: Letter = { head, lines: [], pictured: true };
  await expect(renderPdf(letter, data, { madeAt, files: { 'picture.svg': picture } })).resolves.toMatchObject({
    pages: 1,
  });
  await expect(renderPdf(letter, data, { madeAt })).rejects.toThrow('picture.svg');
});

test('what takes too long is ended, and the next paper is made', async () => {
  await expect(renderPdf(endless, {}, { madeAt, longestMs: 1_500 })).rejects.toThrow('not set within 1500 ms');
  await expect(renderPdf(letter, { head, lines: [] }, { madeAt })).resolves.toMatchObject({ pages: 1 });
});

test('too many at once are refused', async () => {
  const asked = Array.from({ length: 60 }, () => renderPdf(letter, { head, lines: [] }, { madeAt }));
  const settled = await Promise.allSettled(asked);
  expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(10);
});
