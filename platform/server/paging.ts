import { z } from 'zod';
import { platformErrors } from '../errors.ts';

/** Parts of which places are made. Nothing that a store would refuse passes. */
export const placeText = z.string().refine((text) => !text.includes('\0') && text.isWellFormed());
export const placeNumber = z.number().int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);
export const placeId = z.uuid();
/** Rows from the top, for lists that move as one looks at them. */
export const placeOffset = z.object({ offset: z.number().int().min(1).max(1_000_000) });

/** The place after which a page begins: the sort values of the last row seen. Opaque to callers. */
export function writeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** @throws platform.input_invalid when the text is no place of this list */
export function readCursor<Place>(cursor: string, shape: z.ZodType<Place>): Place {
  const parsed = shape.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (parsed.success) return parsed.data;
  const message = 'Hand back `next` of the page before, unchanged, or leave it out.';
  throw platformErrors.fail('platform.input_invalid', { fields: [{ path: 'query.cursor', code: 'cursor', message }] });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Cuts `limit + 1` rows to a page and says where the next begins. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  place: (row: Row) => unknown,
): { rows: Row[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last !== undefined ? writeCursor(place(last)) : null };
}
