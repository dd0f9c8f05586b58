import { meaningOf } from '#platform/server/database/constraints.ts';
import { directoryErrors } from '../errors.ts';

/** Turns a refusal of the database (two writers at once, an overlap) into an error of ours; others pass unchanged. */
export const withMeaning = meaningOf(directoryErrors, {
  agency_code_unique: 'directory.code_taken',
  agency_code_once: 'directory.period_overlaps',
  agency_name_once: 'directory.period_overlaps',
  agency_parent_once: 'directory.period_overlaps',
  assignment_once: 'directory.period_overlaps',
  assignment_primary_once: 'directory.period_overlaps',
  role_name: 'directory.role_name_taken',
  person_email: 'directory.email_taken',
});
