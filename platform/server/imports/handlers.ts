import type { importRoutes } from '../../import-routes.ts';
import type { Context } from '../context.ts';
import type { Handlers } from '../http/mount.ts';
import { getImport, listImportLines, listImports, sendReport } from './read.ts';
import { type Imports, mapImport, startImport, undoImport, uploadImport } from './verbs.ts';

type ImportRoutes = ReturnType<typeof importRoutes<readonly [string, ...string[]]>>;

/** The handlers of `importRoutes` for a module's kinds; each change answers with the import as it stands then. */
export function importHandlers(imports: Imports): Handlers<ImportRoutes> {
  const { kinds } = imports;
  const after = async (ctx: Context, id: string, work: Promise<void>) => {
    await work;
    return await getImport(ctx, kinds, id);
  };
  return {
    listImports: (ctx, { query }) => listImports(ctx, kinds, query),
    uploadImport: async (ctx, { body }) => await getImport(ctx, kinds, await uploadImport(ctx, imports, body)),
    getImport: (ctx, { params }) => getImport(ctx, kinds, params.id),
    mapImport: (ctx, { params, body }) => after(ctx, params.id, mapImport(ctx, imports, params.id, body)),
    startImport: (ctx, { params }) => after(ctx, params.id, startImport(ctx, imports, params.id)),
    undoImport: (ctx, { params }) => after(ctx, params.id, undoImport(ctx, imports, params.id)),
    listImportLines: (ctx, { params, query }) => listImportLines(ctx, kinds, params.id, query),
    getImportReport: (ctx, { params, query }, { reply }) => sendReport(ctx, kinds, params.id, query.format, reply),
  };
}
