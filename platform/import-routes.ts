import { z } from 'zod';
import type { Contract } from './contract.ts';
import { IMPORT_MAX_BYTES, ImportLine, ImportRun, MapImport } from './contracts/imports.ts';
import { cursor, id, limit, text } from './inputs.ts';

/**
 * The routes of a module's imports, for its contract: `...importRoutes('directory', 'directory.person.write', KINDS)`.
 * Whoever may import anything at all holds the permission somewhere; what a kind asks besides, its verbs ask.
 */
export function importRoutes<const Kinds extends readonly [string, ...string[]]>(
  module: string,
  permission: string,
  kinds: Kinds,
) {
  const access = { kind: 'permission', permission } as const;
  const params = z.object({ id });
  return {
    listImports: {
      method: 'GET',
      path: `/api/${module}/imports`,
      summary: 'Imports, newest first; those of others only for who may import anywhere',
      query: z.object({ cursor: cursor.optional(), limit: limit(100, 20) }),
      response: z.object({ rows: z.array(ImportRun), next: cursor.nullable() }),
      access,
    },
    uploadImport: {
      method: 'POST',
      path: `/api/${module}/imports`,
      summary: 'Send a CSV, XLSX or JSON file; its columns are guessed and its lines looked at',
      body: z.object({
        kind: z.enum(kinds),
        fileName: text(200),
        content: z.base64().max(Math.ceil(IMPORT_MAX_BYTES / 3) * 4),
        options: z.record(z.string().max(60), z.string().trim().max(200)).default({}),
      }),
      response: ImportRun,
      status: 201,
      access,
      errors: ['platform.sheet_unreadable', 'platform.too_large'],
      maxBytes: Math.ceil(IMPORT_MAX_BYTES / 3) * 4 + 10_000,
      rateLimit: 20,
    },
    getImport: {
      method: 'GET',
      path: `/api/${module}/imports/:id`,
      summary: 'One import: columns, mapping, counts, state',
      params,
      response: ImportRun,
      access,
      errors: ['platform.import_not_found'],
    },
    mapImport: {
      method: 'PUT',
      path: `/api/${module}/imports/:id/mapping`,
      summary: 'Say which column is which field; all lines are looked at anew',
      params,
      body: MapImport,
      response: ImportRun,
      access,
      errors: ['platform.import_not_found', 'platform.import_state'],
    },
    startImport: {
      method: 'POST',
      path: `/api/${module}/imports/:id/start`,
      summary: 'Take in the lines that can be taken; also goes on with one that stopped',
      params,
      response: ImportRun,
      access,
      errors: ['platform.import_not_found', 'platform.import_state'],
    },
    undoImport: {
      method: 'POST',
      path: `/api/${module}/imports/:id/undo`,
      summary: 'Take back all that an import made, while nothing stands on it',
      params,
      response: ImportRun,
      access,
      errors: ['platform.import_not_found', 'platform.import_state', 'platform.import_stands'],
    },
    listImportLines: {
      method: 'GET',
      path: `/api/${module}/imports/:id/lines`,
      summary: 'Lines as they came, with what is wrong',
      params,
      query: z.object({ state: ImportLine.shape.state.optional(), cursor: cursor.optional(), limit: limit(200, 50) }),
      response: z.object({ rows: z.array(ImportLine), next: cursor.nullable() }),
      access,
      errors: ['platform.import_not_found'],
    },
    getImportReport: {
      method: 'GET',
      path: `/api/${module}/imports/:id/report`,
      summary: 'The lines that could not be taken, with the reasons, as a file to correct and send again',
      params,
      query: z.object({ format: z.enum(['csv', 'xlsx']).default('xlsx') }),
      response: z.any(),
      access,
      errors: ['platform.import_not_found'],
    },
  } as const satisfies Contract;
}
