import { z } from 'zod';
import { id } from '../inputs.ts';

/** How files are taken in, in any module: what its contract says of an import, and what its screens show. */

export const IMPORT_MAX_BYTES = 20_000_000;
export const IMPORT_MAX_LINES = 200_000;

export const ImportState = z.enum([
  'checking', // its lines are looked at
  'checked', // a person looks at what was found, maps columns anew or starts
  'running', // its lines become records
  'done', // every line that could be taken is
  'failed', // it stopped; what was taken stays, and it can go on
  'undone', // all that it made is gone again
]);
export type ImportState = z.infer<typeof ImportState>;

export const LineProblem = z.object({
  /** The field of the kind that is wrong; null: the line as a whole. */
  field: z.string().nullable(),
  /** As of a bad field of a form: `too_long`, or a module's own `directory.position_unknown`. */
  code: z.string(),
  message: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type LineProblem = z.infer<typeof LineProblem>;

export const ImportLine = z.object({
  /** As a spreadsheet counts: the head is line 1. */
  line: z.number().int(),
  cells: z.array(z.string()),
  state: z.enum(['waiting', 'bad', 'done', 'undone']),
  problems: z.array(LineProblem),
});
export type ImportLine = z.infer<typeof ImportLine>;

export const ImportField = z.object({
  /** Named in the module's texts by `import.<kind>.<key>`. */
  key: z.string(),
  required: z.boolean(),
});
export type ImportField = z.infer<typeof ImportField>;

export const ImportRun = z.object({
  id,
  kind: z.string(),
  fileName: z.string(),
  state: ImportState,
  /** Heads of the file's columns, with a few cells below each. */
  columns: z.array(z.object({ title: z.string(), examples: z.array(z.string()) })),
  fields: z.array(ImportField),
  /** The column (from 0) of each field that has one. */
  mapping: z.record(z.string(), z.number().int()),
  /** What holds for all lines, by the kind's own names. */
  options: z.record(z.string(), z.string()),
  /** `checked` of `lines` have been looked at; `valid` of them can be taken, `bad` cannot; `done` are taken. */
  counts: z.object({
    lines: z.number().int(),
    checked: z.number().int(),
    valid: z.number().int(),
    bad: z.number().int(),
    done: z.number().int(),
  }),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  failure: z.string().nullable(),
  can: z.object({ map: z.boolean(), run: z.boolean(), undo: z.boolean() }),
});
export type ImportRun = z.infer<typeof ImportRun>;

export const MapImport = z.object({
  mapping: z.record(z.string().max(60), z.number().int().min(0).max(99)),
  options: z.record(z.string().max(60), z.string().trim().max(200)),
});
export type MapImport = z.infer<typeof MapImport>;

/** Live topic of a module's import: its counts changed. */
export function importTopic(module: string, importId: string): string {
  return `${module}.import:${importId}`;
}
