import { defineErrors } from '#platform/errors.ts';

/** What can go wrong with invitations, answers and documents of a session. */
export const prepareErrors = defineErrors({
  'meetings.invitation_late': { status: 409, title: 'It leaves less time than the rules ask for: say why it must be' },
  'meetings.invitation_past': { status: 409, title: 'The session lies in the past: change its time first' },
  'meetings.invitation_nobody': { status: 409, title: 'Nobody is on the list yet' },
  'meetings.invitation_none': { status: 404, title: 'No invitation has been sent yet' },
  'meetings.not_yours': { status: 403, title: 'Answer for yourself only' },
  'meetings.substitute_refused': { status: 409, title: 'The rules of this body know no substitutes' },
  'meetings.substitute_none': { status: 400, title: 'This participant is no substitute' },
  'meetings.document_not_found': { status: 404, title: 'There is no such document for you in this session' },
  'meetings.document_refused': { status: 400, title: 'This file is not taken' },
  'meetings.document_item': { status: 400, title: 'There is no such item in this session' },
  'meetings.documents_most': { status: 409, title: 'There are 500 documents, or 100 versions of one: no more' },
});
