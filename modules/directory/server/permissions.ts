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
  // Not called `read` and `write`: no role has them by `*.read`.
  'directory.security.inspect',
  'directory.security.manage',
  'directory.calendar.write',
] as const;
