import type { FieldProblem } from '#platform/errors.ts';
import { ApiProblem } from '#platform/web/api/problem.ts';
import type { DoorKey, DoorText } from './use-door-text.ts';

const KEYS: Record<string, DoorKey> = {
  'platform.offline': 'errors.offline',
  'platform.input_invalid': 'errors.fields',
  'platform.too_many_requests': 'errors.tooMany',
  'platform.already_set_up': 'errors.alreadySetUp',
  'directory.sign_in_refused': 'errors.refused',
  'directory.code_invalid': 'errors.codeInvalid',
};

/** What is wrong with a new password. */
export function passwordText({ values }: FieldProblem, t: DoorText): string {
  const fault = String(values?.['format'] ?? 'too_short');
  return t(`passwordFault.${fault}` as DoorKey);
}

/** What went wrong at the door, in the reader's words. */
export function problemText(error: unknown, t: DoorText): string {
  const key = error instanceof ApiProblem ? KEYS[error.code] : undefined;
  return t(key ?? 'errors.other');
}
