import type { z } from 'zod';
import { usageErrors } from '../errors.ts';

/** The place after which a page begins. Opaque to callers. */
export function writeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** @throws usage.cursor_invalid when the text is no place of this list */
export function readCursor<Place>(cursor: string, shape: z.ZodType<Place>): Place {
  let place: unknown;
  try {
    place = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    place = undefined;
  }
  const parsed = shape.safeParse(place);
  if (!parsed.success) {
    throw usageErrors.fail('usage.cursor_invalid', { detail: 'Hand back `next` of the page before, or leave it out.' });
  }
  return parsed.data;
}
