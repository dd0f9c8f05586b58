import type { Kysely } from 'kysely';
import { platformErrors } from '../../errors.ts';
import { may } from '../auth/actor.ts';
import type { Context } from '../context.ts';
import type { PlatformTables } from '../database/tables.ts';
import { placeId } from '../paging.ts';
import { findRun, type RunRow } from './imports.repo.ts';
import type { AnyImportKind } from './kind.ts';

/**
 * An import of the caller's own, or any for who may import everywhere. Others look as if they were not there.
 * @throws platform.import_not_found
 */
export async function requireRun(
  ctx: Context,
  kinds: readonly AnyImportKind[],
  id: string,
): Promise<{ run: RunRow; kind: AnyImportKind }> {
  const run = await findRun(ctx.platform.db as Kysely<PlatformTables>, id);
  const kind = kinds.find((one) => one.name === run?.kind);
  if (!run || !kind || !maySee(ctx, kind, run)) throw platformErrors.fail('platform.import_not_found');
  return { run, kind };
}

function maySee({ actor }: Context, kind: AnyImportKind, run: RunRow): boolean {
  if (actor.kind === 'person' && actor.personId === run.person_id) return true;
  return kind.permissions.every((permission) => may(actor, permission, null));
}

/** May the caller see this import? For its live topic, whose number anybody may have typed. */
export async function maySeeImport(ctx: Context, kinds: readonly AnyImportKind[], id: string): Promise<boolean> {
  if (!placeId.safeParse(id).success) return false;
  const run = await findRun(ctx.platform.db as Kysely<PlatformTables>, id);
  const kind = kinds.find((one) => one.name === run?.kind);
  return run !== null && kind !== undefined && maySee(ctx, kind, run);
}
