import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { Cell, SheetRows } from './write-sheet.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** A workbook of one sheet (ECMA-376): a bold head that stays in sight, texts as texts. */
const PARTS: Record<string, string> = {
  '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
  '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf fontId="0"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
};

/** Rows of one sheet at most. @see ECMA-376 */
export const XLSX_ROWS_MOST = 1_048_576;
/** Rows handed to the packer at once. */
const AT_ONCE = 500;

/** XLSX of rows as they come. Rows that no sheet can hold are left out. */
export async function* xlsxOf(rows: SheetRows): AsyncGenerator<Uint8Array> {
  let packed: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    packed.push(chunk);
  });
  const drain = function* (): Generator<Uint8Array> {
    yield* packed;
    packed = [];
  };
  for (const [name, xml] of Object.entries(PARTS)) addPart(zip, name).push(strToU8(xml), true);
  const sheet = addPart(zip, 'xl/worksheets/sheet1.xml');
  sheet.push(
    strToU8(
      `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="40" width="24" customWidth="1"/></cols><sheetData>`,
    ),
  );
  let count = 0;
  let waiting = '';
  for await (const row of rows) {
    if (count >= XLSX_ROWS_MOST) break;
    waiting += rowXml(row, count + 1);
    count += 1;
    if (count % AT_ONCE !== 0) continue;
    sheet.push(strToU8(waiting));
    waiting = '';
    yield* drain();
  }
  sheet.push(strToU8(`${waiting}</sheetData></worksheet>`), true);
  zip.end();
  yield* drain();
}

function addPart(zip: Zip, name: string): ZipDeflate {
  const part = new ZipDeflate(name, { level: 6 });
  zip.add(part);
  return part;
}

function rowXml(row: readonly Cell[], number: number): string {
  const cells = row.map((cell, column) =>
    cellXml(cell, ` r="${letters(column)}${number}"${number === 1 ? ' s="1"' : ''}`),
  );
  return `<row r="${number}">${cells.join('')}</row>`;
}

/** A, B … Z, AA: the name of a column counted from 0. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

function cellXml(cell: Cell, attributes: string): string {
  if (cell === null || cell === '') return `<c${attributes}/>`;
  if (typeof cell === 'number') return `<c${attributes}><v>${cell}</v></c>`;
  return `<c${attributes} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** What XML 1.0 cannot hold is left out. */
function escapeXml(text: string): string {
  return (
    text
      .replace(/[&<>]/g, (letter) => ENTITIES[letter] ?? '')
      // oxlint-disable-next-line no-control-regex -- these are what XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  );
}
