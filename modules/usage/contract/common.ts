import { z } from 'zod';
import { cursor, day, id, limit, q, text } from '#platform/inputs.ts';

/*
 * What sites and reports share. Each schema and its type bear one name. Instants are ISO texts in UTC; a day is a day
 * in the site's own zone.
 */

export { cursor, day, id, limit, q, text };
export const instant = z.iso.datetime();

/** The number that pages send as `idsite`. */
export const SiteCode = z.coerce.number().int().min(1).max(4_294_967_295);

export const SiteKind = z.enum([
  'portal', // cổng, trang thông tin điện tử
  'service_portal', // cổng dịch vụ công, hệ thống thông tin giải quyết TTHC
  'app', // ứng dụng di động
]);
export type SiteKind = z.infer<typeof SiteKind>;

export const SiteState = z.enum([
  'registered', // has a code; nothing was found on its pages yet
  'embedded', // a connection check found the snippet; no hit yet
  'receiving', // hits come
  'interrupted', // hits came and stopped
  'closed', // no longer measured; its figures stay
]);
export type SiteState = z.infer<typeof SiteState>;

export const Owner = z.object({ id, name: z.string(), shortName: z.string() });
export type Owner = z.infer<typeof Owner>;

export const SiteRef = z.object({ code: z.number().int(), name: z.string() });
export type SiteRef = z.infer<typeof SiteRef>;
