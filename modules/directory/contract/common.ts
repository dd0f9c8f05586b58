import { z } from 'zod';
import { cursor, day, id, limit, q, text } from '#platform/inputs.ts';

/*
 * What agencies, people and sessions share. Each schema and its type bear one name.
 *
 * A period is half open: it holds from the day `from` and no more on the day `to`. `from` null: since before our
 * records; `to` null: until further notice. So a unit closed and its heir founded on 01/07/2025 share that one date.
 */

export { cursor, day, id, limit, q, text };

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
