import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { id, Owner, text } from './common.ts';

/** `deviceType==smartphone;sourceKind==search,sourceKind==social`: `;` is and, `,` is or. */
const expression = z.string().trim().min(3).max(2_000);

/** A kept choice of visits. */
export const SavedSegment = z.object({
  id,
  name: z.string(),
  expression: z.string(),
  /** Shared with who reads this agency's reports; null: one's own. */
  agency: Owner.nullable(),
  can: z.object({ remove: z.boolean() }),
});
export type SavedSegment = z.infer<typeof SavedSegment>;

export const SaveSegment = z.object({
  name: text(80),
  expression,
  /** Share it with the agency whose hat the caller wears. */
  shared: z.boolean(),
});
export type SaveSegment = z.infer<typeof SaveSegment>;

const access = { kind: 'permission', permission: 'usage.report.read' } as const;
/** The first 200 by name: more than anyone looks through. */
const SegmentList = z.object({ rows: z.array(SavedSegment) });

export const segmentRoutes = {
  listSegments: {
    method: 'GET',
    path: '/api/usage/segments',
    summary: 'Segments of one’s own, and those shared by agencies whose reports one reads',
    response: SegmentList,
    access,
  },
  saveSegment: {
    method: 'POST',
    path: '/api/usage/segments',
    summary: 'Keep a segment, for oneself or for the agency',
    body: SaveSegment,
    response: SegmentList,
    access,
    errors: ['usage.segment_invalid'],
  },
  removeSegment: {
    method: 'DELETE',
    path: '/api/usage/segments/:id',
    summary: 'Forget a segment of one’s own, or one of an agency whose sites one may change',
    params: z.object({ id }),
    response: SegmentList,
    access,
    errors: ['usage.segment_not_found'],
  },
} as const satisfies Contract;
