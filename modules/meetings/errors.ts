import { defineErrors } from '#platform/errors.ts';

/** Everything that can go wrong in bodies and their sessions, beyond the platform's own errors. */
export const meetingsErrors = defineErrors({
  'meetings.session_not_found': { status: 404, title: 'There is no such session' },
  'meetings.duty_missing': { status: 403, title: 'This is for another duty in the session' },
  'meetings.session_state': { status: 409, title: 'The session is not in a state for this' },
});
