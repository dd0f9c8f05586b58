import type { Kysely } from 'kysely';
import { may } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { BOARD_TOPIC, siteTopic } from '../contract.ts';
import { canReadReport } from './sites/policy.ts';
import { findSite } from './sites/sites.repo.ts';
import type { UsageTables } from './tables.ts';

/** Who may read a site's report may hear of it; the board tells only that something came. */
export async function mayHear(ctx: Context, topic: string): Promise<boolean> {
  if (topic === BOARD_TOPIC) return may(ctx.actor, 'usage.report.read');
  const code = Number(topic.slice(siteTopic(0).length - 1));
  if (!Number.isSafeInteger(code) || topic !== siteTopic(code)) return false;
  const site = await findSite(ctx.platform.reports as Kysely<UsageTables>, code);
  return site !== undefined && canReadReport(ctx.actor, site);
}
