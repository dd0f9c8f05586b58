import { z } from 'zod';

/*
 * What agencies, people and sessions share. Each schema and its type bear one name.
 *
 * A period is half open: it holds from the day `from` and no more on the day `to`. `from` null: since before our
 * records; `to` null: until further notice. So a unit closed and its heir founded on 01/07/2025 share that one date.
 */

export const id = z.uuid();
export const text = (max: number) => z.string().trim().normalize('NFC').min(1).max(max);
/** A day in Asia/Ho_Chi_Minh, `2025-07-01`. */
export const day = z.iso.date();
export const limit = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual);
/** Where the next page begins: `next` of the page before, handed back unchanged. */
export const cursor = z.string().max(500);
/** Words in any order, with accents or without; or a code. */
export const q = z.string().trim().normalize('NFC').max(120).optional();

export const page = <Row extends z.ZodType>(row: Row) =>
  z.object({
    rows: z.array(row),
    next: cursor.nullable(),
    /** How many in all; told on the first page only. */
    total: z.number().int().nullable(),
  });

export const Period = z.object({ from: day.nullable(), to: day.nullable() });
export type Period = z.infer<typeof Period>;

export const AgencyRef = z.object({ id, name: z.string(), shortName: z.string() });
export type AgencyRef = z.infer<typeof AgencyRef>;
