import type { FieldProblem } from '../../errors.ts';

/** A refused or failed request, as the server's problem+json told it; `platform.offline` when no answer came at all. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;
  readonly requestId: string | undefined;
  readonly fields: FieldProblem[];

  constructor(problem: {
    code: string;
    status: number;
    title: string;
    detail?: string;
    requestId?: string;
    fields?: FieldProblem[];
  }) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiProblem';
    this.code = problem.code;
    this.status = problem.status;
    this.title = problem.title;
    this.detail = problem.detail;
    this.requestId = problem.requestId;
    this.fields = problem.fields ?? [];
  }

  /** Bad fields for a form, by the name of the form's own field: `body.node.code` → `node.code`; in the words of `text`. */
  formErrors(text: (field: FieldProblem) => string): Record<string, string> {
    return Object.fromEntries(
      this.fields.map((field) => [field.path.replace(/^(body|query|params)\./, ''), text(field)]),
    );
  }
}

/** Reads any answer that is not good into a problem, also one that a proxy wrote in HTML. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body = response.headers.get('content-type')?.includes('json') ? await response.json().catch(() => null) : null;
  return new ApiProblem({
    code: 'platform.internal',
    status: response.status,
    title: response.statusText || `HTTP ${response.status}`,
    ...body,
  });
}
