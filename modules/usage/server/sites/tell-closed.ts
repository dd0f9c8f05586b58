import { peopleWhoMay } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database/transact.ts';

interface Site {
  id: string;
  code: number;
  name: string;
  ownerId: string;
}

/** Tells those who may write the site that it was closed, in the caller's transaction. */
export async function tellClosed(ctx: Context, tx: Tx, site: Site): Promise<void> {
  tx.notify({
    to: await peopleWhoMay(ctx.platform, 'usage.site.write', [site.ownerId]),
    kind: 'usage.site_closed',
    subject: { type: 'usage.site', id: site.id },
    text: 'usage:notice.closed',
    values: { site: site.name },
    link: `/sites/${site.code}`,
  });
}
