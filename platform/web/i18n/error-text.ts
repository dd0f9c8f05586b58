import i18next from 'i18next';
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
