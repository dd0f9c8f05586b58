import { directoryErrors } from '../errors.ts';

const MEANING: Record<string, Parameters<typeof directoryErrors.fail>[0]> = {
  agency_code_unique: 'directory.code_taken',
  agency_code_once: 'directory.period_overlaps',
  agency_name_once: 'directory.period_overlaps',
  agency_parent_once: 'directory.period_overlaps',
  assignment_once: 'directory.period_overlaps',
  assignment_primary_once: 'directory.period_overlaps',
  role_name: 'directory.role_name_taken',
  person_email: 'directory.email_taken',
};

/** Turns a refusal of the database (two writers at once, an overlap) into an error of ours; others pass unchanged. */
export async function withMeaning<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const code = MEANING[(error as { constraint?: string }).constraint ?? ''];
    if (code === undefined) throw error;
    throw directoryErrors.fail(code, { cause: error });
  }
}
