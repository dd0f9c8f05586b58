import type { FieldProblem } from '#platform/errors.ts';
import { ApiProblem } from '#platform/web/api/problem.ts';
import type { DoorKey, DoorText } from './use-door-text.ts';

const KEYS: Record<string, DoorKey> = {
  'platform.offline': 'errors.offline',
  'platform.input_invalid': 'errors.fields',
  'platform.too_many_requests': 'errors.tooMany',
  'platform.already_set_up': 'errors.alreadySetUp',
  'directory.code_invalid': 'errors.codeInvalid',
  'directory.code_refused': 'errors.code',
  'directory.step_over': 'errors.over',
  'directory.link_over': 'errors.link',
  'directory.proof_refused': 'errors.proof',
  'directory.email_taken': 'errors.emailTaken',
  'directory.passkey_refused': 'passkey.refused',
};

/** What is wrong with a new password. */
export function passwordText({ values }: FieldProblem, t: DoorText): string {
  const fault = String(values?.['format'] ?? 'too_short');
  return t(`passwordFault.${fault}` as DoorKey);
}

/** What went wrong at the door, in the reader's words. `refused`: how a refused sign-in is told on this page. */
export function problemText(error: unknown, t: DoorText, refused: DoorKey = 'errors.refused'): string {
  if (!(error instanceof ApiProblem)) return t('errors.other');
  if (error.code === 'directory.sign_in_refused') return t(refused);
  return t(KEYS[error.code] ?? 'errors.other');
}
