import type { Kysely } from 'kysely';
import { dayOf } from '#modules/directory/server/index.ts';
import { may } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { BodyRef, OwnSeat, Session, SessionRow } from '../../contract.ts';
import { agencyIn, agencyNames } from '../agency-names.ts';
import { findBodies, findRulesOn } from '../bodies/bodies.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import { canPrepare, canSeeInternal, hasDuty, requireSeat, type Seat } from './seat.ts';
import { countIn, findSeatsOf, type ParticipantRecord, type SessionRecord } from './sessions.repo.ts';
import { isStep, type Step } from './states.ts';

/** One session and what the caller may do next. @throws meetings.session_not_found */
export async function getSession(ctx: Context, id: string): Promise<Session> {
  const seat = await requireSeat(ctx, id);
  const { session } = seat;
  const db = ctx.platform.db as Kysely<MeetingsTables>;
  const [[row], names, inForce] = await Promise.all([
    sessionRows(ctx, [session]),
    agencyNames(ctx.platform, [session.agencyId]),
    session.rules ?? findRulesOn(db, session.bodyId, dayOf(session.startsAt)),
  ]);
  return {
    ...(row as SessionRow),
    agency: agencyIn(names, session.agencyId),
    openedAt: session.openedAt?.toISOString() ?? null,
    closedAt: session.closedAt?.toISOString() ?? null,
    rules: session.rules ?? (inForce && 'rules' in inForce ? inForce.rules : null),
    rulesFrozen: session.rules !== null,
    cancelReason: session.cancelReason,
    version: Number(session.version),
    can: steps(ctx, seat),
  };
}

function steps(ctx: Context, seat: Seat): Session['can'] {
  const { state, agencyId } = seat.session;
  const prepares = canPrepare(ctx.actor, seat);
  const chairs = (step: Step) => hasDuty(seat, 'chair') && isStep(state, step);
  return {
    prepare: prepares,
    seeInternal: canSeeInternal(ctx.actor, seat) || may(ctx.actor, 'meetings.session.write', agencyId),
    invite: prepares && isStep(state, 'invite'),
    open: chairs('open'),
    pause: chairs('pause'),
    resume: chairs('resume'),
    close: chairs('close'),
    cancel: prepares && isStep(state, 'cancel'),
  };
}

/** Sessions as lists show them, with what the caller is in each. */
export async function sessionRows(ctx: Context, sessions: readonly SessionRecord[]): Promise<SessionRow[]> {
  const { actor, platform } = ctx;
  const db = platform.db as Kysely<MeetingsTables>;
  const ids = sessions.map(({ id }) => id);
  const [bodies, counts, seats] = await Promise.all([
    findBodies(db, [...new Set(sessions.map(({ bodyId }) => bodyId))]),
    countIn(db, ids),
    actor.kind === 'person' ? findSeatsOf(db, ids, actor.personId) : new Map<string, ParticipantRecord>(),
  ]);
  return sessions.map(({ id, bodyId, ordinal, kind, title, state, startsAt, endsAt }) => {
    const seat = seats.get(id);
    return {
      id,
      body: bodyRef(bodyId, bodies.get(bodyId)),
      ordinal,
      kind,
      title,
      state,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      placeCount: counts.get(id)?.places ?? 0,
      memberCount: counts.get(id)?.members ?? 0,
      me: seat === undefined ? null : ownSeat(seat),
    };
  });
}

function bodyRef(id: string, body: BodyRef | undefined): BodyRef {
  return { id, name: body?.name ?? '', shortName: body?.shortName ?? '' };
}

function ownSeat({ id, personId: _personId, ...seat }: ParticipantRecord): OwnSeat {
  return { participantId: id, ...seat };
}
