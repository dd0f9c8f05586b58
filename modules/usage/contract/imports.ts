import { importRoutes as routesOf } from '#platform/import-routes.ts';

/** What can be taken in from a file. Their shapes: `docs/imports.md`. */
export const IMPORT_KINDS = ['usage.sites', 'usage.services'] as const;
export type ImportKindName = (typeof IMPORT_KINDS)[number];

export const importRoutes = routesOf('usage', 'usage.site.write', IMPORT_KINDS);
