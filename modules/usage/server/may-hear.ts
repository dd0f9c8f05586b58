import type { Kysely } from 'kysely';
import { may } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { maySeeImport } from '#platform/server/imports/require-run.ts';
import { BOARD_TOPIC, logImportTopic, siteTopic } from '../contract.ts';
import { usageImports } from './imports/index.ts';
import { canReadReport } from './sites/policy.ts';
import { findSite } from './sites/sites.repo.ts';
import type { UsageTables } from './tables.ts';

/** Who may read a site's report may hear of it, who may change it also of its imports; the board tells only that something came. */
export async function mayHear(ctx: Context, topic: string): Promise<boolean> {
  if (topic === BOARD_TOPIC) return may(ctx.actor, 'usage.report.read');
  if (topic.startsWith('usage.import:')) return await maySeeImport(ctx, usageImports.kinds, topic.split(':')[1] ?? '');
  const code = Number(topic.slice(topic.indexOf(':') + 1));
  if (!Number.isSafeInteger(code)) return false;
  const site = await findSite(ctx.platform.reports as Kysely<UsageTables>, code);
  if (site === undefined) return false;
  if (topic === siteTopic(code)) return canReadReport(ctx.actor, site);
  return topic === logImportTopic(code) && may(ctx.actor, 'usage.site.write', site.ownerId);
}
