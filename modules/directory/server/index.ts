import type { ServerModule } from '#platform/server/module.ts';
import { directoryErrors } from '../errors.ts';
import { sendResetJob } from './account/ask-reset.ts';
import { demo } from './demo.ts';
import { importJobList } from './imports/index.ts';
import { mayHear } from './may-hear.ts';
import { directoryMigrations } from './migrations/index.ts';
import { namesPort } from './names/names-port.ts';
import { directoryPermissions } from './permissions.ts';
import { applyDueJob } from './reorganisations/apply-due.job.ts';
import { peopleWhoMay } from './roles/people-who-may.ts';
import { findActor } from './roles/rights.ts';
import { routes } from './routes.ts';
import { loadSampleJob } from './set-up/load-sample.ts';

export const directory: ServerModule = {
  name: 'directory',
  errors: directoryErrors.specs,
  permissions: directoryPermissions,
  migrations: directoryMigrations,
  routes,
  jobs: [loadSampleJob, applyDueJob, sendResetJob, ...importJobList],
  findActor,
  mayHear,
  peopleWhoMay,
  names: namesPort,
  demo,
};

// What other modules and the composition may call. Nothing else of the directory is theirs.
export { type AgencyBrief, findAgencyPoints } from './agencies/briefs.repo.ts';
export {
  currentAgencies,
  findAgencyBriefs,
  getAgencyBrief,
} from './agencies/for-modules.ts';
export { addUp, type Rebuilding, type Rebuilt } from './agencies/rebuild.ts';
export { type MapWay, mapUnits, unitsAsOf } from './agencies/through-time.ts';
export { agenciesBelow, agencyTree, type Tree } from './agencies/tree.ts';
export { calendarOf, type NodeCalendar } from './calendar/calendar.ts';
export { deadlineOf } from './calendar/deadline.ts';
export { addTime, type TimeLimit, type WorkingCalendar, workingDaysBetween } from './calendar/working-time.ts';
export { parseDay } from './imports/cells.ts';
export { type KnownAgencies, knownAgencies } from './imports/known-agencies.ts';
export { fold, searchPatterns } from './names/fold.ts';
export { findPersonBriefs, type PersonBrief } from './people/briefs.repo.ts';
export { mailAddresses } from './people/mail-addresses.ts';
export { peopleWhoMay } from './roles/people-who-may.ts';
export { type SampleAccount, sampleAccounts } from './sample/accounts.ts';
export { loadSample } from './set-up/load-sample.ts';
export { findNode } from './set-up/node.repo.ts';
export { type Day, dayOf, plusDays } from './time/day.ts';
