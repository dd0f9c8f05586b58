import type { Kysely } from 'kysely';
import { z } from 'zod';
import { dayOf } from '#modules/directory/server/index.ts';
import { platformErrors } from '#platform/errors.ts';
import { may } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeId, placeText, readCursor } from '#platform/server/paging.ts';
import type { BodyKind, BodyRow } from '../../contract.ts';
import { agencyIn, agencyNames } from '../agency-names.ts';
import type { MeetingsTables } from '../tables.ts';
import { countBodies, listBodies as findPage } from './bodies.repo.ts';
import { scopeReadBodies } from './policy.ts';

interface ListBodies {
  q?: string | undefined;
  kind?: BodyKind | undefined;
  state?: 'active' | 'ended' | undefined;
  cursor?: string | undefined;
  limit: number;
}

const byName = z.tuple([placeText, placeId]);

/** Bodies that the caller may read or sits in. */
export async function listBodies(ctx: Context, { cursor, limit, ...input }: ListBodies) {
  const { actor, platform } = ctx;
  if (actor.kind === 'anonymous') throw platformErrors.fail('platform.not_signed_in');
  const db = platform.db as Kysely<MeetingsTables>;
  const filter = { ...input, ...scopeReadBodies(actor), day: dayOf(platform.now()) };
  const after = cursor === undefined ? null : readCursor(cursor, byName);
  const [found, total] = await Promise.all([
    findPage(db, filter, after, limit + 1),
    after ? null : countBodies(db, filter),
  ]);
  const { rows: shown, next } = pageOf(found, limit, ({ name, id }) => [name, id]);
  const names = await agencyNames(
    platform,
    shown.map(({ agencyId }) => agencyId),
  );
  const rows = shown.map(({ agencyId, ...body }): BodyRow => ({ ...body, agency: agencyIn(names, agencyId) }));
  return { rows, next, total, can: { found: may(actor, 'meetings.body.write') } };
}
