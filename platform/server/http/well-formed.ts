import type { FastifyRequest } from 'fastify';
import { type FieldProblem, platformErrors } from '../../errors.ts';

const MESSAGE = 'This text holds a character that cannot be kept (a NUL, or half of a pair): type it again.';

/**
 * Refuses texts that no store can keep: PostgreSQL takes no NUL, and half of a surrogate pair is no character. Looked for
 * once, before any schema, so that no field of any route can be forgotten.
 * @throws platform.input_invalid
 */
export function refuseMalformedText({ params, query, body }: FastifyRequest): void {
  const fields = Object.entries({ params, query, body }).flatMap(([name, value]) => malformed(value, name));
  if (fields.length > 0) throw platformErrors.fail('platform.input_invalid', { fields: fields.slice(0, 20) });
}

function malformed(value: unknown, path: string): FieldProblem[] {
  if (typeof value === 'string') return isWhole(value) ? [] : [{ path, code: 'text_malformed', message: MESSAGE }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    isWhole(key)
      ? malformed(inner, `${path}.${key}`)
      : [{ path, code: 'text_malformed', message: MESSAGE } satisfies FieldProblem],
  );
}

function isWhole(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
