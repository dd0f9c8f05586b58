import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeNumber, readCursor } from '#platform/server/paging.ts';
import type { Place } from '../../contract.ts';
import { meetingsErrors } from '../../errors.ts';
import { agencyIn, agencyNames } from '../agency-names.ts';
import { requireSeat } from '../sessions/seat.ts';
import type { MeetingsTables } from '../tables.ts';
import { countPlaces, listPlaces as findPage } from './places.repo.ts';

const inOrder = z.tuple([z.boolean(), placeNumber]);
/** As many as a page may have at most. */
const ALL = 1_000;

/** Places of a session, the main one first; seen by whoever may see the session. @throws meetings.session_not_found */
export async function listPlaces(
  ctx: Context,
  sessionId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  await requireSeat(ctx, sessionId);
  const db = ctx.platform.db as Kysely<MeetingsTables>;
  const after = cursor === undefined ? null : readCursor(cursor, inOrder);
  const [found, total] = await Promise.all([
    findPage(db, sessionId, after, limit + 1),
    after === null ? countPlaces(db, sessionId) : null,
  ]);
  const { rows, next } = pageOf(found, limit, ({ isMain, ordinal }) => [isMain, ordinal]);
  return { rows: await views(ctx, rows), next, total };
}

/** One place. @throws meetings.place_not_found */
export async function getPlace(ctx: Context, sessionId: string, id: string): Promise<Place> {
  const rows = await findPage(ctx.platform.db as Kysely<MeetingsTables>, sessionId, null, ALL);
  const [view] = await views(
    ctx,
    rows.filter((row) => row.id === id),
  );
  if (!view) throw meetingsErrors.fail('meetings.place_not_found');
  return view;
}

async function views(ctx: Context, rows: Awaited<ReturnType<typeof findPage>>): Promise<Place[]> {
  const names = await agencyNames(
    ctx.platform,
    rows.map(({ agencyId }) => agencyId),
  );
  return rows.map(({ agencyId, headId, headName, operatorId, operatorName, ...place }) => ({
    ...place,
    agency: agencyId === null ? null : agencyIn(names, agencyId),
    head: headId === null ? null : { id: headId, name: headName ?? '' },
    operator: operatorId === null ? null : { id: operatorId, name: operatorName ?? '' },
  }));
}
