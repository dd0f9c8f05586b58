import { defineErrors } from '#platform/errors.ts';

/** Why the agenda refuses an act. */
export const agendaErrors = defineErrors({
  'meetings.items_most': { status: 409, title: 'An agenda has 300 items at most' },
  'meetings.item_not_found': { status: 404, title: 'There is no such item on the agenda' },
  'meetings.item_parent_unknown': { status: 400, title: 'The item above is not on this agenda' },
  'meetings.item_twice': { status: 400, title: 'An item stands twice in the order' },
  'meetings.item_missing': { status: 409, title: 'Name every item of the agenda once' },
  'meetings.item_below_itself': { status: 400, title: 'An item cannot stand below itself' },
  'meetings.item_too_deep': { status: 400, title: 'The agenda has five levels at most' },
  'meetings.item_has_children': { status: 409, title: 'Remove or move the items below first' },
  'meetings.item_in_use': { status: 409, title: 'Something stands on this item: a vote, a document' },
  'meetings.item_begun': { status: 409, title: 'What has been dealt with stays on the agenda' },
  'meetings.item_state': { status: 409, title: 'The item is not in a state for this' },
  'meetings.item_other_open': { status: 409, title: 'Another item is open; pause or close it first' },
  'meetings.item_vote_runs': { status: 409, title: 'A vote on this item is running; end it first' },
  'meetings.item_reason_needed': { status: 400, title: 'Say why a closed item is opened again' },
  'meetings.item_subject_taken': { status: 409, title: 'This is already on the agenda' },
});
