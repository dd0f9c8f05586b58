/** Every permission that the directory's routes and verbs ask for. */
export const directoryPermissions = [
  'directory.agency.read',
  'directory.agency.write',
  'directory.reorganisation.write',
  'directory.person.read',
  'directory.person.write',
  'directory.role.read',
  'directory.role.grant',
  'directory.role.write',
  'directory.calendar.write',
] as const;
