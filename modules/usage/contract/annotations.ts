import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { day, id, instant, Owner, SiteCode, text } from './common.ts';

export const AnnotationScope = z.enum([
  'site',
  'agency', // all sites of the owner and of agencies below it
]);
export type AnnotationScope = z.infer<typeof AnnotationScope>;

/** What happened on a day, said on charts. */
export const Annotation = z.object({
  id,
  day,
  text: z.string(),
  scope: AnnotationScope,
  agency: Owner,
  createdBy: z.string(),
  createdAt: instant,
  can: z.object({ remove: z.boolean() }),
});
export type Annotation = z.infer<typeof Annotation>;

export const NewAnnotation = z.object({ day, text: text(200), scope: AnnotationScope.default('site') });
export type NewAnnotation = z.infer<typeof NewAnnotation>;

const params = z.object({ code: SiteCode });
const list = z.object({ rows: z.array(Annotation), can: z.object({ add: z.boolean() }) });
const read = { kind: 'permission', permission: 'usage.report.read' } as const;
const write = { kind: 'permission', permission: 'usage.site.write' } as const;

export const annotationRoutes = {
  listAnnotations: {
    method: 'GET',
    path: '/api/usage/sites/:code/annotations',
    summary:
      'Notes on the charts of a site: its own, and those of its owner and the agencies above; at most 200, newest first',
    params,
    query: z.object({ from: day.optional(), to: day.optional() }),
    response: list,
    access: read,
    errors: ['usage.site_not_found', 'usage.period_invalid'],
  },
  addAnnotation: {
    method: 'POST',
    path: '/api/usage/sites/:code/annotations',
    summary: 'Note what happened on a day',
    params,
    body: NewAnnotation,
    response: Annotation,
    status: 201,
    access: write,
    errors: ['usage.site_not_found'],
  },
  removeAnnotation: {
    method: 'DELETE',
    path: '/api/usage/sites/:code/annotations/:id',
    summary: 'Take a note away',
    params: z.object({ code: SiteCode, id }),
    response: z.object({ removed: z.boolean() }),
    access: write,
    errors: ['usage.site_not_found', 'usage.annotation_not_found'],
  },
} as const satisfies Contract;
