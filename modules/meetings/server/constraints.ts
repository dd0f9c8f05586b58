import { meetingsErrors } from '../errors.ts';

const MEANING: Record<string, Parameters<typeof meetingsErrors.fail>[0]> = {
  participant_session_id_person_id_key: 'meetings.person_there',
  place_head_id_fkey: 'meetings.participant_in_use',
  place_operator_id_fkey: 'meetings.participant_in_use',
  participant_substitute_for_id_fkey: 'meetings.participant_in_use',
  participant_delegated_to_id_fkey: 'meetings.participant_in_use',
  item_presenter_id_fkey: 'meetings.participant_in_use',
};

/** Turns a refusal of the database (two writers at once, something that stands on it) into an error of ours. */
export async function withMeaning<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const code = MEANING[(error as { constraint?: string }).constraint ?? ''];
    if (code === undefined) throw error;
    throw meetingsErrors.fail(code, { cause: error });
  }
}
