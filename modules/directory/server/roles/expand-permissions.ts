/**
 * The permissions that a role's entries stand for, among those that the installed modules know. An entry is a
 * permission, `*` (all), `usage.*` (all of a module) or `*.read` (one act in all modules of the field, not on the machine
 * below them); so a role of today also covers the module of tomorrow. An entry that no module knows gives nothing.
 */
export function expandPermissions(entries: readonly string[], known: readonly string[]): string[] {
  return known.filter((permission) => entries.some((entry) => covers(entry, permission)));
}

function covers(entry: string, permission: string): boolean {
  if (entry === '*' || entry === permission) return true;
  if (entry.startsWith('*.')) return permission.endsWith(entry.slice(1)) && !permission.startsWith('platform.');
  return entry.endsWith('.*') && permission.startsWith(entry.slice(0, -1));
}
