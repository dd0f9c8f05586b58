/** Every permission that the module's routes and verbs ask for, each held for the agency that owns a site. */
export const usagePermissions = [
  'usage.site.read',
  'usage.site.write',
  'usage.report.read',
  'usage.board.write',
] as const;
