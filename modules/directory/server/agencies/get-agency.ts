import type { Kysely } from 'kysely';
import { may, requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { Agency, Period } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import type { DirectoryTables } from '../tables.ts';
import { type Day, dayBefore, dayOf } from '../time/day.ts';
import { holdsOn } from '../time/periods.ts';
import { countPeopleBelow, findAgencies, findLife, findPath, listBelow } from './agencies.repo.ts';
import { findCodes, findLinks, findNames, findParentHistory } from './history.repo.ts';
import { findImagePaths } from './images.repo.ts';
import { withoutSort } from './list-agencies.ts';

const CHILDREN = 500;

/**
 * One agency on a day, with its history. Asked for a day on which it did not exist, it shows itself on the nearest on
 * which it did; `asOf` of the answer says which.
 * @throws directory.agency_not_found
 */
export async function getAgency(ctx: Context, id: string, asOf?: Day): Promise<Agency> {
  requirePermission(ctx, 'directory.agency.read');
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const life = await findLife(db, id);
  if (!life) throw directoryErrors.fail('directory.agency_not_found');
  const day = nearestDay(life.period, asOf ?? dayOf(ctx.platform.now()));
  const [[row], path, names, codes, parents, links, children, peopleBelowCount, images] = await Promise.all([
    findAgencies(db, [id], day),
    findPath(db, id, day),
    findNames(db, id),
    findCodes(db, id),
    findParentHistory(db, id),
    findLinks(db, id),
    listBelow(db, day, id, null, CHILDREN),
    countPeopleBelow(db, id, day),
    findImagePaths(db, id),
  ]);
  if (!row) throw directoryErrors.fail('directory.agency_not_found');
  const open = holdsOn(life.period, dayOf(ctx.platform.now()));
  return {
    ...withoutSort(row),
    asOf: day,
    path,
    names: names.map(({ id: _id, ...name }) => name),
    codes,
    parents,
    links,
    children: children.map(withoutSort),
    peopleBelowCount,
    place: life.place,
    contact: life.contact,
    images,
    can: {
      change: open && may(ctx.actor, 'directory.agency.write', id),
      rename: open && may(ctx.actor, 'directory.agency.write', id),
      createBelow: open && may(ctx.actor, 'directory.agency.write', id),
      assignPeople: open && may(ctx.actor, 'directory.person.write', id),
      grantRoles: open && may(ctx.actor, 'directory.role.grant', id),
    },
  };
}

/** The day itself, or the first or last day of the agency's life. */
export function nearestDay(period: Period, day: Day): Day {
  if (holdsOn(period, day)) return day;
  if (period.from !== null && day < period.from) return period.from;
  return period.to === null ? day : dayBefore(period.to);
}
