import { platformErrors } from '#platform/errors.ts';

/** The place after which a page begins: the sort values of the last row seen. Opaque to callers. */
function writeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** @throws platform.input_invalid when the text is no cursor of ours with so many values */
export function readCursor(cursor: string, shape: readonly ('text' | 'number' | 'id')[]): (string | number)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(values) && values.length === shape.length && values.every((value, i) => fits(value, shape[i]))) {
      return values;
    }
  } catch {
    // Answered below.
  }
  const message = 'Hand back `next` of the page before, unchanged, or leave it out.';
  throw platformErrors.fail('platform.input_invalid', { fields: [{ path: 'query.cursor', code: 'cursor', message }] });
}

function fits(value: unknown, kind: 'text' | 'number' | 'id' | undefined): boolean {
  if (kind === 'number') return typeof value === 'number';
  return typeof value === 'string' && (kind === 'text' || /^[0-9a-f-]{36}$/.test(value));
}

/** Cuts `limit + 1` rows to a page and says where the next begins. */
export function pageOf<Row>(rows: readonly Row[], limit: number, place: (row: Row) => readonly (string | number)[]) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last !== undefined ? writeCursor(place(last)) : null };
}
