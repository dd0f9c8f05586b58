import { peopleWhoMay } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database/transact.ts';
import { instantText } from '../tell/instant-text.ts';
import type { MailItem } from '../tell/mail-owners.ts';
import type { Gap } from './gaps.repo.ts';

interface Site {
  id: string;
  code: number;
  name: string;
  ownerId: string;
}

type When = Pick<Gap, 'startedAt' | 'endedAt'>;

/** Tells those who may write the site of its interruption, in the caller's transaction: that it began, or what it was. */
export async function tellGap(ctx: Context, tx: Tx, site: Site, { startedAt, endedAt }: When): Promise<void> {
  tx.notify({
    to: await peopleWhoMay(ctx.platform, 'usage.site.write', [site.ownerId]),
    kind: endedAt === null ? 'usage.site_interrupted' : 'usage.site_resumed',
    subject: { type: 'usage.site', id: site.id },
    text: endedAt === null ? 'usage:notice.interrupted' : 'usage:notice.resumed',
    values: {
      site: site.name,
      since: instantText(startedAt),
      ...(endedAt !== null && { until: instantText(endedAt) }),
    },
    link: `/sites/${site.code}/watch`,
  });
}

/** The same as a line of a mail. */
export function gapMail(site: Pick<Site, 'name' | 'ownerId'>, { startedAt, endedAt }: When): MailItem {
  return {
    ownerId: site.ownerId,
    site: site.name,
    line: endedAt === null ? 'silent' : 'interrupted',
    values: { since: instantText(startedAt), ...(endedAt !== null && { until: instantText(endedAt) }) },
  };
}
