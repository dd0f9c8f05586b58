/**
 * Every permission that the module's routes and verbs ask for, each held for the agency that keeps a body. They are for
 * preparing and for looking on; what happens in a session is decided by its duties (`sessions/seat.ts`).
 */
export const meetingsPermissions = [
  'meetings.body.read',
  'meetings.body.write',
  'meetings.session.read',
  'meetings.session.write',
] as const;
