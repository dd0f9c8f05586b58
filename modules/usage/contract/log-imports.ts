import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { cursor, id, instant, limit, SiteCode } from './common.ts';

export const LogImportState = z.enum([
  'uploaded', // the file is here and was looked at; nobody asked to count it yet
  'waiting', // asked for; a job will take it
  'running',
  'done',
  'cancelled', // stopped by somebody; what was counted until then stands
  'failed', // stopped by an error; likewise
  'undoing', // its hits are being taken out
  'undone', // its hits are out, as if it had never been
]);
export type LogImportState = z.infer<typeof LogImportState>;

/** How often, by reason; each reason is a key of the screens' texts. */
const counts = z.record(z.string(), z.number().int());

export const LogImport = z.object({
  id,
  name: z.string(),
  format: z.enum(['combined', 'common', 'vhost_combined', 'vhost_common', 'iis']),
  state: LogImportState,
  by: z.string(),
  createdAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** Why it failed: `damaged` (packed content breaks off), `too_large` (unpacks to too much), `lost` (the file is gone). */
  cause: z.string().nullable(),
  /** Bytes of the file, and how many were read. */
  fileBytes: z.number().int(),
  readBytes: z.number().int(),
  /** Bytes of the content that an earlier import had counted already. */
  skippedBytes: z.number().int(),
  /** Lines read beyond those, comments included. */
  lines: z.number().int(),
  /** People's hits by kind; robots' by reason; lines set aside and broken lines by reason. */
  recorded: counts,
  bots: counts,
  aside: counts,
  broken: counts,
  /** First and last instant of what was counted. */
  firstAt: instant.nullable(),
  lastAt: instant.nullable(),
  can: z.object({ start: z.boolean(), cancel: z.boolean(), undo: z.boolean() }),
});
export type LogImport = z.infer<typeof LogImport>;

export const LogPreview = z.object({
  lines: z.array(
    z.object({
      number: z.number().int(),
      /** The line, cut, without addresses. */
      text: z.string(),
      /** What becomes of it: `recorded`, `bots`, `aside`, `broken`; null for a comment. */
      what: z.enum(['recorded', 'bots', 'aside', 'broken']).nullable(),
      /** Kind of the hit, or the reason. */
      detail: z.string(),
      at: instant.nullable(),
      path: z.string(),
    }),
  ),
});
export type LogPreview = z.infer<typeof LogPreview>;

export const UploadLogQuery = z.object({ name: z.string().trim().normalize('NFC').min(1).max(255) });

const site = z.object({ code: SiteCode });
const one = z.object({ code: SiteCode, importId: id });
const write = { kind: 'permission', permission: 'usage.site.write' } as const;

export const logImportRoutes = {
  listLogImports: {
    method: 'GET',
    path: '/api/usage/sites/:code/log-imports',
    summary: 'Imports of server logs into the site, newest first',
    params: site,
    query: z.object({ cursor: cursor.optional(), limit: limit(100, 20) }),
    response: z.object({ rows: z.array(LogImport), next: cursor.nullable(), maxBytes: z.number().int() }),
    access: write,
    errors: ['usage.site_not_found'],
  },
  previewLogImport: {
    method: 'GET',
    path: '/api/usage/sites/:code/log-imports/:importId/preview',
    summary: 'The first lines of an uploaded log as they are understood',
    params: one,
    response: LogPreview,
    access: write,
    errors: ['usage.site_not_found', 'usage.log_import_not_found', 'usage.log_import_state'],
  },
  startLogImport: {
    method: 'POST',
    path: '/api/usage/sites/:code/log-imports/:importId/start',
    summary: 'Count an uploaded log; a job does it',
    params: one,
    response: LogImport,
    status: 202,
    access: write,
    errors: ['usage.site_not_found', 'usage.site_closed', 'usage.log_import_not_found', 'usage.log_import_state'],
  },
  cancelLogImport: {
    method: 'POST',
    path: '/api/usage/sites/:code/log-imports/:importId/cancel',
    summary: 'Stop an import; what is counted stays. An uploaded log that was not started goes',
    params: one,
    response: z.object({ import: LogImport.nullable() }),
    access: write,
    errors: ['usage.site_not_found', 'usage.log_import_not_found', 'usage.log_import_state'],
  },
  undoLogImport: {
    method: 'POST',
    path: '/api/usage/sites/:code/log-imports/:importId/undo',
    summary: 'Take the hits of an import out again; a job does it',
    params: one,
    response: LogImport,
    status: 202,
    access: write,
    errors: ['usage.site_not_found', 'usage.log_import_not_found', 'usage.log_import_state'],
  },
  getLogProblems: {
    method: 'GET',
    path: '/api/usage/sites/:code/log-imports/:importId/problems',
    summary: 'The broken lines of an import as a CSV file: number, reason, text without addresses',
    params: one,
    response: z.any(),
    access: write,
    errors: ['usage.site_not_found', 'usage.log_import_not_found'],
  },
} as const satisfies Contract;

/** Its body is the file itself (`application/octet-stream`), of any size up to LOG_IMPORT_MAX_MB. */
export const logUploadRoutes = {
  uploadLog: {
    method: 'POST',
    path: '/api/usage/sites/:code/log-imports',
    summary:
      'Upload a log of a web server (plain, gzip, zstd) as the body, application/octet-stream; its form is looked at',
    params: site,
    query: UploadLogQuery,
    response: LogImport,
    status: 201,
    access: write,
    errors: ['usage.site_not_found', 'usage.site_closed', 'usage.log_unreadable', 'platform.too_large'],
  },
} as const satisfies Contract;
