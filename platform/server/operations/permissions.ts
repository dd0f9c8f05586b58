/**
 * What the platform itself asks for. Roles do not have these by `*.read` and `*.write`: those entries stand for the
 * work of the field, not for the machine below it.
 */
export const platformPermissions = [
  'platform.operations.read',
  'platform.operations.write',
  'platform.audit.read',
] as const;
