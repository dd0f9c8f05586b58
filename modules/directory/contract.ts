import { defineContract } from '#platform/contract.ts';
import { accountRoutes } from './contract/account.ts';
import { agencyRoutes } from './contract/agencies.ts';
import { calendarRoutes } from './contract/calendar.ts';
import { delegationRoutes } from './contract/delegations.ts';
import { importRoutes } from './contract/imports.ts';
import { mapRoutes } from './contract/map.ts';
import { outsideRoutes } from './contract/outside.ts';
import { peopleRoutes } from './contract/people.ts';
import { reorganisationRoutes } from './contract/reorganisations.ts';
import { securityRoutes } from './contract/security.ts';
import { sessionRoutes } from './contract/session.ts';

export * from './contract/account.ts';
export * from './contract/agencies.ts';
export * from './contract/calendar.ts';
export { AgencyRef, Period } from './contract/common.ts';
export * from './contract/delegations.ts';
export { IMPORT_KINDS, type ImportKindName } from './contract/imports.ts';
export * from './contract/map.ts';
export * from './contract/people.ts';
export * from './contract/reorganisations.ts';
export * from './contract/roles.ts';
export * from './contract/security.ts';
export * from './contract/session.ts';

/** The directory's face: sign-in and set-up, agencies through time, people with their posts and roles, working days. */
export const directoryContract = defineContract({
  ...sessionRoutes,
  ...accountRoutes,
  ...outsideRoutes,
  ...securityRoutes,
  ...agencyRoutes,
  ...reorganisationRoutes,
  ...mapRoutes,
  ...peopleRoutes,
  ...delegationRoutes,
  ...importRoutes,
  ...calendarRoutes,
});
