import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readSheet } from './read-sheet.ts';
import { csvOf } from './write-csv.ts';
import type { Cell } from './write-sheet.ts';
import { xlsxOf } from './write-xlsx.ts';

async function* rows(...lines: Cell[][]) {
  yield* lines;
}
const bytesOf = async (content: AsyncIterable<string | Uint8Array>) => await buffer(Readable.from(content));

test('CSV of offices and of programs, with a mark, with accents of either writing', async () => {
  const expected = {
    heads: ['Họ và tên', 'Chức vụ'],
    rows: [
      { line: 2, cells: ['Nguyễn Văn A', 'Chuyên viên, văn thư'] },
      { line: 4, cells: ['Lê Thị B', ''] },
    ],
  };
  const semicolons = '\ufeffHọ và tên;Chức vụ\r\nNguyễn Văn A;Chuyên viên, văn thư\r\n;\r\nLê Thị B\r\n';
  const commas = 'Họ và tên,Chức vụ\nNguyễn Văn A,"Chuyên viên, văn thư"\n,\nLê Thị B,\n'.normalize('NFD');
  expect(await readSheet(Buffer.from(semicolons))).toEqual(expected);
  expect(await readSheet(Buffer.from(commas))).toEqual(expected);
});

test('JSON: a list of objects, or an object with one', async () => {
  const list = [
    { code: '01', name: 'A' },
    { name: 'B', area: 1.5 },
  ];
  const expected = [
    { line: 2, cells: ['01', 'A', ''] },
    { line: 3, cells: ['', 'B', '1.5'] },
  ];
  expect(await readSheet(Buffer.from(JSON.stringify(list)))).toMatchObject({
    heads: ['code', 'name', 'area'],
    rows: expected,
  });
  expect((await readSheet(Buffer.from(JSON.stringify({ rows: list })))).rows).toEqual(expected);
});

test('what is written is read back, as CSV and as XLSX', async () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.normalize('NFC').trim());
  const safe = cell.filter(
    (text) => !/^[=+\-@]/.test(text) && !/[\p{Cc}\ufffe\uffff]/u.test(text) && text.isWellFormed(),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(safe, safe), { minLength: 1, maxLength: 5 }), async (lines) => {
      const kept = lines.filter((line) => line.some((text) => text !== ''));
      fc.pre(kept.length > 0);
      for (const write of [csvOf, xlsxOf]) {
        const { heads, rows: read } = await readSheet(await bytesOf(write(rows(['a', 'b'], ...kept))));
        expect(heads).toEqual(['a', 'b']);
        expect(read.map(({ cells }) => cells)).toEqual(kept);
      }
    }),
    { numRuns: 30 },
  );
});

test('a stranger’s formula is a text', async () => {
  expect((await bytesOf(csvOf(rows(['a'], ['=1+1'], ['+84 258 3822000'])))).toString()).toBe(
    "\ufeffa\r\n'=1+1\r\n+84 258 3822000\r\n",
  );
});

test('what is no table is refused with a reason', async () => {
  const reason = async (bytes: Buffer) =>
    await readSheet(bytes).then(
      () => 'taken',
      (error: { fields: { code: string }[] }) => error.fields[0]?.code,
    );
  expect(await reason(Buffer.alloc(0))).toBe('sheet_empty');
  expect(await reason(Buffer.from('a,b\n'))).toBe('sheet_no_lines');
  expect(await reason(Buffer.from([0xc4, 0xea, 0x6e]))).toBe('sheet_not_utf8');
  expect(await reason(Buffer.from('{"a":'))).toBe('sheet_not_json');
  expect(await reason(Buffer.from('[1,2]'))).toBe('sheet_no_list');
  expect(await reason(Buffer.from('a,b\n"x,y\n'))).toBe('sheet_not_csv');
  expect(await reason(Buffer.from(zipSync({ 'a.txt': strToU8('x') })))).toBe('sheet_not_xlsx');
});

test('a file that unpacks to far too much is stopped while it unpacks', async () => {
  const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(3_000_000) });
  await expect(readSheet(Buffer.from(bomb), 1_000_000)).rejects.toMatchObject({
    fields: [{ code: 'sheet_too_large' }],
  });
});
