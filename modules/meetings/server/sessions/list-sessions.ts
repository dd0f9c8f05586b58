import type { Kysely } from 'kysely';
import { z } from 'zod';
import { platformErrors } from '#platform/errors.ts';
import { scopeOf } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeId, readCursor } from '#platform/server/paging.ts';
import type { SessionState } from '../../contract.ts';
import type { MeetingsTables } from '../tables.ts';
import { countSessions, listSessions as findPage } from './sessions.repo.ts';
import { sessionRows } from './view.ts';

interface ListSessions {
  when: 'upcoming' | 'past';
  bodyId?: string | undefined;
  state?: SessionState | undefined;
  mine: boolean;
  q?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

const STATES: Record<ListSessions['when'], readonly SessionState[]> = {
  upcoming: ['draft', 'invited', 'open', 'paused'],
  past: ['closed', 'cancelled'],
};
const byStart = z.tuple([z.iso.datetime(), placeId]);

/** Sessions that the caller takes part in or may read: those to come by their start, those over newest first. */
export async function listSessions(ctx: Context, { when, state, cursor, limit, ...input }: ListSessions) {
  const { actor, platform } = ctx;
  if (actor.kind === 'anonymous') throw platformErrors.fail('platform.not_signed_in');
  const db = platform.db as Kysely<MeetingsTables>;
  const filter = {
    ...input,
    scope: scopeOf(actor, 'meetings.session.read'),
    personId: actor.kind === 'person' ? actor.personId : null,
    states: state === undefined ? STATES[when] : STATES[when].filter((one) => one === state),
  };
  const after = cursor === undefined ? null : readCursor(cursor, byStart);
  const [found, total] = await Promise.all([
    findPage(db, filter, when === 'upcoming' ? 'asc' : 'desc', after, limit + 1),
    after ? null : countSessions(db, filter),
  ]);
  const { rows, next } = pageOf(found, limit, ({ startsAt, id }) => [startsAt.toISOString(), id]);
  return { rows: await sessionRows(ctx, rows), next, total };
}
