import { defineErrors } from '#platform/errors.ts';

/** Why a conclusion, the minutes or the notice is refused. */
export const paperErrors = defineErrors({
  'meetings.conclusion_not_found': { status: 404, title: 'There is no such conclusion in this session' },
  'meetings.conclusion_confirmed': { status: 409, title: 'The chair has confirmed it: it is changed no more' },
  'meetings.conclusions_full': { status: 409, title: 'A session has 300 conclusions at most' },
  'meetings.item_unknown': { status: 400, title: 'There is no such item in this session' },
  'meetings.minutes_state': { status: 409, title: 'The minutes are not in a state for this' },
  'meetings.minutes_newer': { status: 409, title: 'Somebody else has saved a newer text: look at it first' },
  'meetings.notice_issued': { status: 409, title: 'The notice is issued already' },
  'meetings.notice_empty': { status: 409, title: 'No conclusion is confirmed yet' },
  'meetings.notice_not_issued': { status: 409, title: 'The notice is not issued yet' },
});
