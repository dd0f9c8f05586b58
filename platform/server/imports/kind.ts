import type { ImportField, LineProblem } from '../../contracts/imports.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/transact.ts';
import type { Platform } from '../platform.ts';

type Locale = Context['locale'];

/** One line of a file: for each mapped field its cell. Fields without a column, and empty cells, are absent. */
export interface SourceLine {
  line: number;
  values: Partial<Record<string, string>>;
}

/** What a line means, or what is wrong with it. */
export type Checked<Value> = { value: Value } | { problems: LineProblem[] };

/** Looks at lines in their order, some at a time; it may remember what it saw. */
export type Checker<Value> = (lines: readonly SourceLine[]) => Promise<Checked<Value>[]>;

/**
 * What a module says of one kind of file; the frame does the rest: keeping the lines, mapping, checking, writing in
 * batches that survive a kill, undoing, the report.
 */
export interface ImportKind<Value, Result> {
  /** `module.things`, e.g. `directory.people`. */
  name: string;
  /** Held somewhere by whoever imports; the checker asks where. The job keeps exactly these of the starter's rights. */
  permissions: readonly [string, ...string[]];
  fields: readonly (ImportField & {
    /** Heads of columns that mean it, Vietnamese and English, without accents in lower case; the best first. */
    heads: readonly string[];
  })[];
  checker(ctx: Context, options: Readonly<Partial<Record<string, string>>>): Promise<Checker<Value>>;
  /** Writes some lines in the batch's transaction; answers what each became. The frame keeps the audit row. */
  write(ctx: Context, tx: Tx, values: readonly Value[]): Promise<Result[]>;
  /** Turns a refusal of the database into an error of the module, where two writers met. */
  meaning?<T>(work: Promise<T>): Promise<T>;
  /** Takes back all that an import made, or names what stands on it (and then changes nothing). */
  undo(ctx: Context, tx: Tx, results: readonly Result[]): Promise<string[]>;
  /** Live topic that is told when all records are there, or gone. */
  topic: string;
  /** Called after it, in this process. */
  changed(platform: Platform): void;
  /** Its problems in words, for the report: `problems.cell_day` of the code `directory.cell_day`; `{{cell}}` stands for a value. */
  texts: Record<Locale, Readonly<Record<string, string>>>;
}

// oxlint-disable-next-line typescript/no-explicit-any -- the frame hands a kind only what it gave itself
export type AnyImportKind = ImportKind<any, any>;

/** A problem of one field. */
export function problem(
  field: string | null,
  code: string,
  message: string,
  values?: Record<string, string | number>,
): LineProblem {
  return { field, code, message, ...(values && { values }) };
}
