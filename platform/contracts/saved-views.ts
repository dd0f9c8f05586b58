import { z } from 'zod';
import { defineContract } from '../contract.ts';
import { id, text } from '../inputs.ts';

/** What stands in the address of a screen: its filters and its order. */
const filters = z
  .record(z.string().min(1).max(40), z.string().max(500))
  .refine((value) => Object.keys(value).length <= 30, {
    params: { problem: 'too_many_filters' },
    message: 'A view keeps at most 30 filters.',
  });
/** The route of the screen, e.g. `/people`. */
const screen = z.string().trim().min(1).max(120);

export const SavedView = z.object({ id, name: z.string(), filters: z.record(z.string(), z.string()) });
export type SavedView = z.infer<typeof SavedView>;

const own = { kind: 'signed-in' } as const;
const answer = z.object({ rows: z.array(SavedView) });

/** Each person's own: nobody can ask for another's. */
export const savedViewsContract = defineContract({
  listSavedViews: {
    method: 'GET',
    path: '/api/saved-views',
    summary: "The caller's own saved views of a screen, by name; there are at most 50",
    query: z.object({ screen }),
    response: answer,
    access: own,
  },
  saveView: {
    method: 'POST',
    path: '/api/saved-views',
    summary: 'Save the filters of a screen under a name; the same name is written over',
    body: z.object({ screen, name: text(80), filters }),
    response: answer,
    access: own,
    errors: ['platform.too_many_views'],
  },
  removeSavedView: {
    method: 'DELETE',
    path: '/api/saved-views/:id',
    summary: 'Remove one of the own saved views',
    params: z.object({ id }),
    response: answer,
    access: own,
    errors: ['platform.view_not_found'],
  },
});
