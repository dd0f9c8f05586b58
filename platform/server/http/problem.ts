import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod';
import { AppError, type ErrorSpec, type FieldProblem } from '../../errors.ts';

/** RFC 9457 with our extensions: the code, the request and the bad fields. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  requestId: string;
  fields?: FieldProblem[];
}

export type ErrorRegistry = ReadonlyMap<string, ErrorSpec>;

/** The one list of all errors of all modules. @throws Error when two modules claim one code */
export function errorRegistry(lists: readonly Record<string, ErrorSpec>[]): ErrorRegistry {
  const registry = new Map<string, ErrorSpec>();
  for (const [code, spec] of lists.flatMap((list) => Object.entries(list))) {
    if (registry.has(code)) throw new Error(`The error ${code} is declared twice.`);
    registry.set(code, spec);
  }
  return registry;
}

/** The one place in which errors become answers. What nobody foresaw is logged and told without its inside. */
export function problemHandler(registry: ErrorRegistry) {
  return (error: FastifyError | AppError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const known = toAppError(error);
    const spec = registry.get(known.code) ?? { status: 500, title: 'Something went wrong on our side' };
    if (spec.status >= 500) request.log.error({ err: error }, 'request failed');
    const problem: Problem = {
      type: `urn:nhipcau:error:${known.code}`,
      title: spec.title,
      status: spec.status,
      code: known.code,
      ...(known.detail !== undefined && { detail: known.detail }),
      requestId: request.id,
      ...(known.fields.length > 0 && { fields: known.fields }),
    };
    return reply.code(spec.status).type('application/problem+json').serializer(JSON.stringify).send(problem);
  };
}

type Issue = { keyword: string; params: Record<string, unknown> };

/** A schema's own rule names its problem: `.refine(…, { params: { problem: 'directory.phone' } })`. */
function codeOf({ keyword, params }: Issue): string {
  const { problem } = (params['params'] ?? {}) as { problem?: unknown };
  return typeof problem === 'string' ? problem : keyword;
}

/** What of an issue a sentence may name. */
function valuesOf(params: Record<string, unknown>): Pick<FieldProblem, 'values'> {
  const named = ['origin', 'format', 'minimum', 'maximum', 'divisor'].flatMap((name) => {
    const value = params[name];
    return typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [];
  });
  return named.length > 0 ? { values: Object.fromEntries(named) } : {};
}

function toAppError(error: FastifyError | AppError): AppError {
  if (error instanceof AppError) return error;
  if (isResponseSerializationError(error)) return new AppError('platform.internal');
  if (hasZodFastifySchemaValidationErrors(error)) {
    const context = (error as FastifyError).validationContext ?? 'body';
    return new AppError('platform.input_invalid', {
      fields: error.validation.map((issue) => ({
        path: [context === 'querystring' ? 'query' : context, ...issue.instancePath.split('/').filter(Boolean)].join(
          '.',
        ),
        code: codeOf(issue),
        message: issue.message ?? 'This value cannot be used.',
        ...valuesOf(issue.params),
      })),
    });
  }
  const byStatus: Record<number, string> = {
    400: 'platform.input_invalid',
    404: 'platform.not_found',
    413: 'platform.too_large',
    415: 'platform.type_unsupported',
    429: 'platform.too_many_requests',
  };
  const code = byStatus[(error as FastifyError).statusCode ?? 500];
  return code === undefined ? new AppError('platform.internal') : new AppError(code, { detail: error.message });
}
