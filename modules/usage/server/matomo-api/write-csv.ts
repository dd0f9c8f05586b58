import { csvOf } from '#platform/server/sheets/write-csv.ts';
import type { Answer } from './answer.ts';
import type { WrittenRow } from './rows.ts';

type Line = Record<string, string | number>;

/** CSV (UTF-8): a line a row; several sites or dates stand in one table, named in the first columns. */
export async function csvText(answer: Answer): Promise<string> {
  const lines = linesOf(answer, {});
  const names = [...new Set(lines.flatMap((line) => Object.keys(line)))];
  const rows = [names, ...lines.map((line) => names.map((name) => line[name] ?? ''))];
  let text = '';
  for await (const part of csvOf(each(rows))) text += part;
  return text;
}

async function* each<T>(rows: readonly T[]): AsyncGenerator<T> {
  yield* rows;
}

function linesOf(answer: Answer, before: Line): Line[] {
  switch (answer.kind) {
    case 'map':
      return answer.entries.flatMap(([name, one]) => linesOf(one, { ...before, [answer.key]: name }));
    case 'value':
      return [{ ...before, value: answer.value }];
    case 'record':
      return [plain(answer.row, before)];
    case 'table':
      return answer.rows.map((row) => plain(row, before));
  }
}

/** Tables below a row do not fit into a line. */
function plain(row: WrittenRow, before: Line): Line {
  const cells = Object.entries(row).filter((cell): cell is [string, string | number] => !Array.isArray(cell[1]));
  return { ...before, ...Object.fromEntries(cells) };
}
