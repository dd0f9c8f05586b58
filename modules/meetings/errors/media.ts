import { defineErrors } from '#platform/errors.ts';

/** What can go wrong with picture, sound, chat and recordings. */
export const mediaErrors = defineErrors({
  'meetings.media_not_ready': { status: 503, title: 'There is no picture now' },
  'meetings.media_closed': { status: 409, title: 'The session has no room for picture and sound' },
  'meetings.media_removed': { status: 403, title: 'The chair has put you out of the picture' },
  'meetings.participant_not_found': { status: 404, title: 'There is no such participant in this session' },
  'meetings.chat_closed': { status: 409, title: 'The chat of this session is closed' },
  'meetings.message_not_found': { status: 404, title: 'There is no such message' },
  'meetings.recording_off': { status: 409, title: 'This session is not to be recorded' },
  'meetings.recording_runs': { status: 409, title: 'The session is being recorded already' },
  'meetings.recording_not_found': { status: 404, title: 'There is no such recording' },
  'meetings.recording_ended': { status: 409, title: 'The recording has ended' },
  'meetings.recording_piece': { status: 409, title: 'Another piece of the recording is awaited' },
});
