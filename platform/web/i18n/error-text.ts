import i18next from 'i18next';
import type { FieldProblem } from '../../errors.ts';
import { ApiProblem } from '../api/problem.ts';

/**
 * An error in the reader's words. The code `usage.site_not_found` is translated by the key `errors.site_not_found` of
 * the namespace `usage`; a code without a text falls back to the title that the server gave.
 */
export function errorText(error: unknown): string {
  if (!(error instanceof ApiProblem)) return i18next.t('errors.internal');
  const [namespace = 'platform', ...rest] = error.code.split('.');
  const key = `${namespace}:errors.${rest.join('.')}`;
  const translated: string = i18next.t(key as never, { defaultValue: '' });
  return translated || error.title;
}

/**
 * What is wrong with one field, in the reader's words. A code of zod or of the platform (`too_small`) is a key below
 * `problems` of the platform, with the kind of value behind it where that matters (`too_small_string`); the code
 * `usage.host_name` is the key `problems.host_name` of the namespace `usage`.
 */
export function fieldText({ code, message, values = {} }: FieldProblem): string {
  const [first = '', ...rest] = code.split('.');
  const key = rest.length > 0 ? `${first}:problems.${rest.join('.')}` : `platform:problems.${first}`;
  const keys = [values['origin'], values['format']].filter(Boolean).map((kind) => `${key}_${kind}`);
  const translated: string = i18next.t([...keys, key] as never, { ...values, defaultValue: '' });
  return translated || message;
}
