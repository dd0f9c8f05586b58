import { importRoutes as routesOf } from '#platform/import-routes.ts';

/** What can be taken in from a file. Their shapes: `docs/imports.md`. */
export const IMPORT_KINDS = ['directory.people', 'directory.agencies'] as const;
export type ImportKindName = (typeof IMPORT_KINDS)[number];

export const importRoutes = routesOf('directory', 'directory.person.write', IMPORT_KINDS);
