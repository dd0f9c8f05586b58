import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { requirePermission } from '#platform/server/auth/actor.ts';
import { publicUrl } from '#platform/server/config/public-url.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { type PublicBoard, PublishBoard } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';
import { requireOwner } from '../sites/owners.ts';
import type { UsageTables } from '../tables.ts';
import { type BoardRecord, deleteBoard, findBoardOf, isSlugTaken, putBoard } from './boards.repo.ts';
import { buildPublicBoardsJob } from './build.job.ts';

/**
 * Shows the board of an agency to everyone, or changes what is shown. @throws usage.owner_not_found, usage.board_slug_taken
 */
export async function publishBoard(ctx: Context, agencyId: string, given: PublishBoard): Promise<PublicBoard> {
  requirePermission(ctx, 'usage.board.write', agencyId);
  await requireOwner(ctx, agencyId);
  const input = PublishBoard.parse(given);
  const board = await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    const before = (await findBoardOf(trx, agencyId)) ?? null;
    if (await isSlugTaken(trx, input.slug, agencyId)) throw slugTaken();
    const after: BoardRecord = {
      ...input,
      id: before?.id ?? uuidv7(),
      agencyId,
      publishedAt: before?.publishedAt ?? ctx.platform.now(),
      builtAt: null,
    };
    await putBoard(trx, after);
    tx.audit({
      action: 'usage.board.publish',
      subject: { type: 'usage.public_board', id: after.id },
      unitId: agencyId,
      before,
      after,
    });
    await tx.enqueue(buildPublicBoardsJob, {}, { singletonKey: 'publish' });
    return after;
  });
  return boardView(ctx, board);
}

/** Takes the public board of an agency back. @throws usage.board_not_found */
export async function unpublishBoard(ctx: Context, agencyId: string): Promise<void> {
  requirePermission(ctx, 'usage.board.write', agencyId);
  await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    const before = await findBoardOf(trx, agencyId);
    if (!before) throw usageErrors.fail('usage.board_not_found');
    await deleteBoard(trx, before.id);
    tx.audit({
      action: 'usage.board.unpublish',
      subject: { type: 'usage.public_board', id: before.id },
      unitId: agencyId,
      before,
      after: null,
    });
  });
}

/** The public board of an agency; null when there is none. */
export async function findPublicBoard(ctx: Context, agencyId: string): Promise<PublicBoard | null> {
  const board = await findBoardOf(ctx.platform.db as Kysely<UsageTables>, agencyId);
  return board ? boardView(ctx, board) : null;
}

function boardView({ platform }: Context, board: BoardRecord): PublicBoard {
  const { publishedAt, builtAt, ...rest } = board;
  return {
    ...rest,
    address: new URL(`/public/${board.slug}`, publicUrl(platform.config)).href,
    publishedAt: publishedAt.toISOString(),
    builtAt: builtAt?.toISOString() ?? null,
  };
}

function slugTaken() {
  const message = 'Another agency has this address: choose another.';
  return usageErrors.fail('usage.board_slug_taken', {
    fields: [{ path: 'body.slug', code: 'usage.slug_taken', message }],
  });
}
