import type { Kysely } from 'kysely';
import type { SavedView } from '../../contracts/saved-views.ts';
import { requirePerson } from '../auth/actor.ts';
import type { Context } from '../context.ts';
import { findViews } from './saved-views.repo.ts';
import type { SavedViewTables } from './tables.ts';

/** The caller's own views of a screen, by name. @throws platform.not_signed_in */
export async function listSavedViews(ctx: Context, screen: string): Promise<{ rows: SavedView[] }> {
  const { personId } = requirePerson(ctx);
  return { rows: await findViews(ctx.platform.db as Kysely<SavedViewTables>, personId, screen) };
}
