import type { WrittenRow } from './rows.ts';

/** One figure, one set of figures, a table; or several of them by site or date. */
export type Report = { kind: 'value'; value: string | number } | { kind: 'record'; row: WrittenRow } | Table;
export interface Table {
  kind: 'table';
  rows: WrittenRow[];
}
export interface ReportMap {
  kind: 'map';
  key: 'idSite' | 'date';
  entries: [string, Answer][];
}
export type Answer = Report | ReportMap;

/** JSON as Matomo's clients read it: a table is a list, a record an object, lists by site or date are objects by name. */
export function jsonOf(answer: Answer): unknown {
  switch (answer.kind) {
    case 'value':
      return { value: answer.value };
    case 'record':
      return answer.row;
    case 'table':
      return answer.rows;
    case 'map':
      return Object.fromEntries(answer.entries.map(([name, one]) => [name, jsonOf(one)]));
  }
}
