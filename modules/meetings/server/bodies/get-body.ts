import type { Kysely } from 'kysely';
import { type Day, dayOf, plusDays } from '#modules/directory/server/index.ts';
import { platformErrors } from '#platform/errors.ts';
import { may } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { Body, BodySeat } from '../../contract.ts';
import { meetingsErrors } from '../../errors.ts';
import { type AgencyNames, agencyIn, agencyNames } from '../agency-names.ts';
import type { MeetingsTables } from '../tables.ts';
import {
  type ActRecord,
  type BodyRecord,
  findActs,
  findBody,
  findRules,
  findSeats,
  type SeatRecord,
  sitsIn,
} from './bodies.repo.ts';
import { canReadBody } from './policy.ts';

/** One body, if the caller may see it. @throws meetings.body_not_found, also when it is hidden from the caller */
export async function requireBody(ctx: Context, id: string): Promise<BodyRecord> {
  const { actor, platform } = ctx;
  if (actor.kind === 'anonymous') throw platformErrors.fail('platform.not_signed_in');
  const db = platform.db as Kysely<MeetingsTables>;
  const body = await findBody(db, id);
  const sits = actor.kind === 'person' && body !== undefined && (await sitsIn(db, id, actor.personId));
  if (!body || !canReadBody(actor, { agencyId: body.agencyId, sits }))
    throw meetingsErrors.fail('meetings.body_not_found');
  return body;
}

/**
 * One body as it was on a day, with all its decisions. Asked for a day on which it was not, it shows its first or last.
 * @throws meetings.body_not_found
 */
export async function getBody(ctx: Context, id: string, asOf?: Day): Promise<Body> {
  const record = await requireBody(ctx, id);
  const db = ctx.platform.db as Kysely<MeetingsTables>;
  const today = dayOf(ctx.platform.now());
  const [seats, acts, rules] = await Promise.all([findSeats(db, id), findActs(db, id), findRules(db, id)]);
  const day = nearestDay(record, asOf ?? today);
  const names = await agencyNames(ctx.platform, [record.agencyId, ...seats.map(({ unitId }) => unitId)], day);
  const held = (on: Day) => seats.filter(({ from, to }) => from <= on && (to === null || to > on));
  const view = (all: readonly SeatRecord[]) => all.map((seat) => seatView(seat, names));
  const { name, shortName } = nameOn(record, acts, day);
  const open = record.endedOn === null || record.endedOn > today;
  const mayWrite = may(ctx.actor, 'meetings.body.write', record.agencyId);
  return {
    id,
    kind: record.kind,
    name,
    shortName,
    agency: agencyIn(names, record.agencyId),
    foundedOn: record.foundedOn,
    endedOn: record.endedOn,
    seatCount: held(today).length,
    chair: held(today).find(({ office }) => office === 'chair')?.name ?? null,
    asOf: day,
    seats: view(held(day).sort((a, b) => a.place - b.place)),
    acts: acts.map(({ shortName: _shortName, ...act }) => ({
      ...act,
      began: view(seats.filter(({ actId }) => actId === act.id)),
      ended: view(seats.filter(({ endActId }) => endActId === act.id)),
    })),
    rules: rules.find(({ from }) => from <= day) ?? null,
    rulesHistory: rules,
    can: {
      change: open && mayWrite,
      createSession: open && may(ctx.actor, 'meetings.session.write', record.agencyId),
    },
  };
}

/** The day itself, or the first or last day of the body's life. */
function nearestDay({ foundedOn, endedOn }: BodyRecord, day: Day): Day {
  if (day < foundedOn) return foundedOn;
  return endedOn !== null && day >= endedOn ? plusDays(endedOn, -1) : day;
}

/** The name that the last decision before a day gave. */
export function nameOn(body: BodyRecord, acts: readonly ActRecord[], day: Day): { name: string; shortName: string } {
  const naming = acts.find((act) => act.name !== null && act.effectiveOn <= day);
  return { name: naming?.name ?? body.name, shortName: naming?.shortName ?? body.shortName };
}

function seatView(seat: SeatRecord, names: AgencyNames): BodySeat {
  const { id, office, personId, name, title, unitId, votes, from, to } = seat;
  return {
    id,
    office,
    person: personId === null ? null : { id: personId, name },
    name,
    title,
    unit: unitId === null ? null : agencyIn(names, unitId),
    votes,
    from,
    to,
  };
}
