import { may } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { maySeeImport } from '#platform/server/imports/require-run.ts';
import { CHANGED } from './cache.ts';
import { directoryImports } from './imports/index.ts';

/** Changes of agencies and people are heard by who reads agencies; those of plans, by who plans; those of an
 * import, by who may see it. */
export async function mayHear(ctx: Context, topic: string): Promise<boolean> {
  const { actor } = ctx;
  if (topic === CHANGED) return may(actor, 'directory.agency.read');
  if (topic.startsWith('directory.import:'))
    return await maySeeImport(ctx, directoryImports.kinds, topic.split(':')[1] ?? '');
  return topic.startsWith('directory.reorganisation:') && may(actor, 'directory.reorganisation.write');
}
