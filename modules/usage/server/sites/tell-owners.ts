import { peopleWhoMay } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database/transact.ts';

/** What people who look after a site are told without looking for it; each has its text. */
const TEXTS = { interrupted: 'usage:notice.interrupted', closed: 'usage:notice.closed' } as const;

interface Site {
  id: string;
  code: number;
  name: string;
  ownerId: string;
}

/** Tells those who may write the site, in the caller's transaction. */
export async function tellOwners(ctx: Context, tx: Tx, site: Site, what: keyof typeof TEXTS): Promise<void> {
  tx.notify({
    to: await peopleWhoMay(ctx.platform, 'usage.site.write', [site.ownerId]),
    kind: `usage.site_${what}`,
    subject: { type: 'usage.site', id: site.id },
    text: TEXTS[what],
    values: { site: site.name },
    link: `/sites/${site.code}`,
  });
}
