import { z } from 'zod';

/** Fields that contracts of all modules share. */

export const id = z.uuid();
export const text = (max: number) => z.string().trim().normalize('NFC').min(1).max(max);
/** A day in Asia/Ho_Chi_Minh, or in the zone of what it is said of: `2025-07-01`. Stores of hits and records hold these years. */
export const day = z.iso.date().refine((value) => value >= '1900-01-01' && value < '2100-01-01', {
  params: { problem: 'day_range' },
  message: 'The day must lie between 1900 and 2099.',
});
export const limit = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual);
/** Where the next page begins: `next` of the page before, handed back unchanged. */
export const cursor = z.string().max(2_000);
/** Words in any order, with accents or without; or a code. */
export const q = z.string().trim().normalize('NFC').max(120).optional();
