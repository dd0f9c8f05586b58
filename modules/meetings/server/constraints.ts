import { meaningOf } from '#platform/server/database/constraints.ts';
import { meetingsErrors } from '../errors.ts';

/** Turns a refusal of the database (two writers at once, something that stands on it) into an error of ours. */
export const withMeaning = meaningOf(meetingsErrors, {
  participant_session_id_person_id_key: 'meetings.person_there',
  place_head_id_fkey: 'meetings.participant_in_use',
  place_operator_id_fkey: 'meetings.participant_in_use',
  participant_substitute_for_id_fkey: 'meetings.participant_in_use',
  participant_delegated_to_id_fkey: 'meetings.participant_in_use',
  item_presenter_id_fkey: 'meetings.participant_in_use',
});
