/**
 * What a journal tells; each becomes a sentence of the minutes. The ids of what it is about stand in the entry, all else
 * in `data`. Kinds are added, never changed: minutes are made from entries of years ago.
 */
export const journalKinds = [
  // The session itself
  'session_opened',
  'session_paused',
  'session_resumed',
  'session_closed',
  // Who is there
  'presence_in',
  'presence_uncertain',
  'presence_out',
  'quorum_checked',
  // The agenda
  'item_opened',
  'item_paused',
  'item_resumed',
  'item_closed',
  'item_reopened',
  'item_postponed',
  'item_withdrawn',
  'document_shown',
  // The word
  'word_given',
  'word_paused',
  'word_resumed',
  'word_ended',
  'word_put_back',
  'list_opened',
  'list_closed',
  // Votes
  'vote_started',
  'vote_stopped',
  'vote_published',
  'vote_tie_decided',
  // Texts and results
  'text_changed',
  'resolution_adopted',
  'resolution_rejected',
  'conclusion_recorded',
  'conclusion_confirmed',
  // Picture and sound
  'recording_started',
  'recording_ended',
  'media_lost',
  'media_back',
  // By hand
  'note',
  'correction',
] as const;

export type JournalKind = (typeof journalKinds)[number];
