import type { Kysely } from 'kysely';
import { z } from 'zod';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Config } from '#platform/server/config/config.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import { siteTopic } from '../../contract.ts';
import { markSite } from '../activity/mark-site.ts';
import { findSite, type SiteRecord } from '../sites/sites.repo.ts';
import type { CheckResult, UsageTables } from '../tables.ts';
import { baseUrl } from './base-url.ts';
import { findOpenCheck, finishCheck, NOTHING } from './checks.repo.ts';
import { findSnippet } from './find-snippet.ts';
import { PageProblem, readPage } from './read-page.ts';

/** Reads the site's first page and says which parts of the snippet are there. */
export const checkConnectionJob = defineJob({
  name: 'usage.check_connection',
  input: z.object({ check: z.uuid() }),
  retries: 2,
  async run(ctx, { check }) {
    const db = ctx.platform.db as Kysely<UsageTables>;
    const open = await findOpenCheck(db, check);
    const site = open && (await findSite(db, open.code));
    // A job that runs a second time after its end finds nothing open.
    if (!site) return;
    const result = await lookAt(site, ctx.platform.config);
    await recordCheck(ctx, check, site, result);
    if (result.result === 'connected') await markSite(ctx, site.code, 'embedded');
  },
});

async function recordCheck(ctx: Context, check: string, site: SiteRecord, result: CheckResult): Promise<void> {
  requirePermission(ctx, 'usage.site.write', site.ownerId);
  await transact(ctx, async (tx) => {
    await finishCheck(tx.as<UsageTables>(), check, ctx.platform.now(), result);
    tx.audit({
      action: 'usage.site.check',
      subject: { type: 'usage.site', id: site.id },
      unitId: site.ownerId,
      before: null,
      after: { check, ...result },
    });
    tx.emit({ topic: siteTopic(site.code) });
  });
}

/** Tries the site's hosts in their order, each by https and then by http, until one answers. */
export async function lookAt(
  site: Pick<SiteRecord, 'code' | 'domains'>,
  config: Pick<Config, 'PUBLIC_URL' | 'PORT' | 'ALLOW_PRIVATE_ADDRESSES'>,
): Promise<CheckResult> {
  const hosts = [new URL(baseUrl(config)).host];
  let problem = new PageProblem('no_domain');
  let tried: string | null = null;
  for (const start of site.domains.flatMap(addressesOf).slice(0, 6)) {
    try {
      tried ??= start;
      const { url, html } = await readPage(start, { allowPrivate: config.ALLOW_PRIVATE_ADDRESSES });
      const snippet = findSnippet(html, { code: site.code, hosts });
      const result = snippet.missing.length === 0 ? 'connected' : snippet.found.length > 0 ? 'partly' : 'absent';
      return { ...NOTHING, ...snippet, url, result };
    } catch (error) {
      if (!(error instanceof PageProblem)) throw error;
      // What the first address said is told, unless a later one got further.
      if (problem.problem === 'no_domain' || error.problem === 'status') problem = error;
    }
  }
  return { ...NOTHING, url: tried, result: 'unreachable', problem: problem.problem, status: problem.status };
}

function addressesOf(domain: string): string[] {
  const host = domain.replace(/^\*\./, '');
  return host.startsWith('localhost') ? [`http://${host}/`] : [`https://${host}/`, `http://${host}/`];
}
