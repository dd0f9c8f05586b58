/**
 * Errors are entries of one registry: a code `module.thing_problem`, an HTTP status and an English title.
 * Screens translate the code; the answer on the wire is RFC 9457 problem+json.
 */
export interface ErrorSpec {
  status: number;
  title: string;
}

/** One bad field of the input: where it stands, what is wrong, how to mend it. */
export interface FieldProblem {
  /** Path such as `body.domains.0`. */
  path: string;
  /** Machine-readable reason: one of zod's or the platform's (`too_small`), or a module's own (`usage.host_name`). */
  code: string;
  /** An English sentence for programs and logs that says what is wrong and how to mend it. Screens translate the code. */
  message: string;
  /** What the translated sentence names, e.g. `{ origin: 'string', minimum: 12 }`. */
  values?: Record<string, string | number>;
}

export interface FailOptions {
  detail?: string;
  fields?: FieldProblem[];
  cause?: unknown;
}

export class AppError extends Error {
  readonly code: string;
  readonly detail: string | undefined;
  readonly fields: FieldProblem[];

  constructor(code: string, options: FailOptions = {}) {
    super(options.detail ?? code, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = options.detail;
    this.fields = options.fields ?? [];
  }
}

/** A module's closed list of errors: the specs for the registry, and a typed way to fail with one of them. */
export interface ErrorList<Code extends string> {
  specs: Record<Code, ErrorSpec>;
  fail(code: Code, options?: FailOptions): AppError;
}

/** Declares a module's errors. `throw errors.fail('usage.site_not_found')` is then checked by the compiler. */
export function defineErrors<const Specs extends Record<string, ErrorSpec>>(
  specs: Specs,
): ErrorList<keyof Specs & string> {
  return { specs, fail: (code, options) => new AppError(code, options) };
}

export const platformErrors = defineErrors({
  'platform.input_invalid': { status: 400, title: 'The input is not valid' },
  'platform.not_signed_in': { status: 401, title: 'Sign in first' },
  'platform.forbidden': { status: 403, title: 'You may not do this' },
  'platform.second_factor_needed': { status: 403, title: 'Set up a second factor first' },
  'platform.origin_refused': { status: 403, title: 'The request comes from another site' },
  'platform.not_found': { status: 404, title: 'There is nothing at this address' },
  'platform.conflict': { status: 409, title: 'The record was changed meanwhile' },
  'platform.too_large': { status: 413, title: 'The input is too large' },
  'platform.type_unsupported': { status: 415, title: 'This content type is not taken here' },
  'platform.too_many_requests': { status: 429, title: 'Too many requests; try again later' },
  'platform.internal': { status: 500, title: 'Something went wrong on our side' },
  'platform.not_ready': { status: 503, title: 'Not ready yet' },
  'platform.already_set_up': { status: 409, title: 'This node is already set up' },
  'platform.notification_not_found': { status: 404, title: 'There is no such notification of yours' },
  'platform.view_not_found': { status: 404, title: 'There is no such saved view of yours' },
  'platform.too_many_views': { status: 409, title: 'There are 50 saved views of this screen; remove one first' },
  'platform.sheet_unreadable': { status: 400, title: 'The file cannot be read as a table' },
  'platform.import_not_found': { status: 404, title: 'There is no such import' },
  'platform.import_state': { status: 409, title: 'The import is not in a state for this' },
  'platform.import_stands': { status: 409, title: 'Something stands on what the import made' },
  'platform.job_not_found': { status: 404, title: 'There is no such failed job, or no more' },
  'platform.backup_not_set': { status: 409, title: 'BACKUP_URL is not set, so a backup has nowhere to go' },
  'platform.audit_row_not_found': { status: 404, title: 'There is no such row of the audit that you may read' },
  'platform.file_not_found': { status: 404, title: 'There is no such file' },
});
