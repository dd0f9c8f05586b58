import type { Kysely } from 'kysely';
import { agencyTree, dayOf } from '#modules/directory/server/index.ts';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import type { Progress } from '#platform/server/module.ts';
import { countBodies } from './bodies/bodies.repo.ts';
import { loadNational } from './sample/load-national.ts';
import { loadPapers, printPapers } from './sample/load-papers.ts';
import { loadProvincial } from './sample/load-provincial.ts';
import type { MeetingsTables } from './tables.ts';

/**
 * The first session of the National Committee on Digital Transformation as history, and a provincial committee with a
 * session that runs now. A node that has bodies of its own is left as it is.
 */
export async function demo(ctx: Context, progress: Progress): Promise<void> {
  requirePermission(ctx, 'meetings.body.write');
  const db = ctx.platform.db as Kysely<MeetingsTables>;
  const day = dayOf(ctx.platform.now());
  if ((await countBodies(db, { scope: 'all', personId: null, day })) > 0) return;
  const [rootId] = (await agencyTree(ctx.platform)).roots;
  if (rootId === undefined) return;
  progress('sessions', 0, 2);
  const printed = await printPapers(ctx);
  await transact(ctx, async (tx) => {
    const national = await loadNational(tx, rootId);
    progress('sessions', 1, 2);
    const provincial = await loadProvincial(ctx, tx, rootId);
    for (const session of [provincial.running, provincial.coming]) {
      await loadPapers(ctx, tx.as<MeetingsTables>(), session, printed);
    }
    tx.audit({
      action: 'meetings.sample.load',
      subject: { type: 'meetings.session', id: provincial.running.sessionId },
      before: null,
      after: { national: national.sessionId, running: provincial.running.sessionId },
    });
  });
  progress('sessions', 2, 2);
}
