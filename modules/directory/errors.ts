import { defineErrors } from '#platform/errors.ts';

/** Everything that can go wrong in the directory, beyond the platform's own errors. */
export const directoryErrors = defineErrors({
  'directory.sign_in_refused': { status: 401, title: 'The address and the password do not fit' },
  'directory.email_taken': { status: 409, title: 'An account with this address exists' },
  'directory.agency_not_found': { status: 404, title: 'There is no such agency' },
  'directory.agency_closed': { status: 409, title: 'The agency does not exist on that day' },
  'directory.parent_invalid': { status: 409, title: 'The agency cannot stand below this one' },
  'directory.code_invalid': { status: 400, title: 'The code does not have the form of its system' },
  'directory.code_taken': { status: 409, title: 'Another agency bears this code at that time' },
  'directory.period_invalid': { status: 400, title: 'The period ends before it begins' },
  'directory.period_overlaps': { status: 409, title: 'The period overlaps another of the same thing' },
  'directory.image_not_found': { status: 404, title: 'The agency has no such picture' },
  'directory.image_refused': { status: 400, title: 'The file is no picture that can be taken' },
  'directory.reorganisation_not_found': { status: 404, title: 'There is no such reorganisation' },
  'directory.reorganisation_state': { status: 409, title: 'The reorganisation is not in a state for this' },
  'directory.reorganisation_blocked': { status: 409, title: 'Something is in the way of the reorganisation' },
  'directory.reorganisation_stands': { status: 409, title: 'Something later stands on the reorganisation' },
  'directory.move_not_found': { status: 404, title: 'There is no such undecided move' },
  'directory.person_not_found': { status: 404, title: 'There is no such person' },
  'directory.position_not_found': { status: 404, title: 'There is no such position' },
  'directory.assignment_not_found': { status: 404, title: 'The person has no such assignment' },
  'directory.role_not_found': { status: 404, title: 'There is no such role' },
  'directory.grant_beyond_own': { status: 403, title: 'You cannot give a right that you do not hold there' },
  'directory.calendar_year_fixed': { status: 409, title: 'The calendar of this year is fixed already' },
  'directory.calendar_year_open': { status: 409, title: 'The calendar of this year is not fixed yet' },
  'directory.calendar_day_pointless': { status: 400, title: 'The weekday of this day says so already' },
});
