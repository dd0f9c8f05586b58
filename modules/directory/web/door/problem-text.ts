import { ApiProblem } from '#platform/web/api/problem.ts';
import type { DoorKey, DoorText } from './use-door-text.ts';

const KEYS: Record<string, DoorKey> = {
  'platform.offline': 'errors.offline',
  'platform.input_invalid': 'errors.fields',
  'platform.too_many_requests': 'errors.tooMany',
  'platform.already_set_up': 'errors.alreadySetUp',
  'directory.sign_in_refused': 'errors.refused',
  'directory.code_invalid': 'errors.codeInvalid',
  'directory.password_weak': 'errors.passwordWeak',
};

/** What went wrong at the door, in the reader's words. */
export function problemText(error: unknown, t: DoorText): string {
  const key = error instanceof ApiProblem ? KEYS[error.code] : undefined;
  return t(key ?? 'errors.other');
}
