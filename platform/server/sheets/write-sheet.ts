import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { csvOf } from './write-csv.ts';
import { xlsxOf } from './write-xlsx.ts';

export type SheetFormat = 'csv' | 'xlsx';
export type Cell = string | number | null;
/** Rows of a sheet, the head first, as they come. */
export type SheetRows = AsyncIterable<readonly Cell[]>;

const MEDIA_TYPES: Record<SheetFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Answers with a file that is written while its rows are read, so that its length costs no memory. */
export function sendSheet(reply: FastifyReply, format: SheetFormat, name: string, rows: SheetRows): FastifyReply {
  const content = format === 'csv' ? csvOf(rows) : xlsxOf(rows);
  return reply
    .type(MEDIA_TYPES[format])
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.${format}`)}`)
    .header('cache-control', 'no-store')
    .serializer((payload) => payload as string)
    .send(Readable.from(content));
}
