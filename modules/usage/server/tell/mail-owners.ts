import { findNode, mailAddresses, peopleWhoMay } from '#modules/directory/server/index.ts';
import { requirePermission } from '#platform/server/auth/actor.ts';
import { publicUrl } from '#platform/server/config/public-url.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { mailBody } from '#platform/server/mail/mail-body.ts';
import { writeMail } from '#platform/server/mail/write-mail.ts';
import { type Line, MAIL_TEXTS } from './mail-texts.ts';

const LIFE_MS = 2 * 24 * 3_600_000;
/** More stand behind the link. */
const LINES_MOST = 30;

/** Something about a site that its people should read of. */
export interface MailItem {
  ownerId: string;
  site: string;
  line: Line;
  values?: Record<string, string>;
}

/** Writes one mail to each person who may write some of these sites, however many sites it is about. */
export async function mailOwners(ctx: Context, items: readonly MailItem[], path: string): Promise<void> {
  requirePermission(ctx, 'usage.site.write');
  const { platform, locale } = ctx;
  const byPerson = new Map<string, MailItem[]>();
  for (const [ownerId, some] of Map.groupBy(items, (item) => item.ownerId)) {
    for (const person of await peopleWhoMay(platform, 'usage.site.write', [ownerId])) {
      byPerson.set(person, [...(byPerson.get(person) ?? []), ...some]);
    }
  }
  const addresses = await mailAddresses(platform, [...byPerson.keys()]);
  if (addresses.length === 0) return;
  const texts = MAIL_TEXTS[locale];
  const from = (await findNode(platform))?.name ?? 'Nhịp Cầu';
  const expiresAt = new Date(platform.now().getTime() + LIFE_MS);
  await transact(ctx, async (tx) => {
    for (const { personId, name, email } of addresses) {
      const own = byPerson.get(personId) ?? [];
      const [first] = own;
      if (first === undefined) continue;
      const body = mailBody({
        language: locale,
        greeting: fill(texts.greeting, { name }),
        paragraphs: [
          texts.lead,
          ...own.slice(0, LINES_MOST).map(({ site, line, values }) => fill(texts.line[line], { site, ...values })),
        ],
        action: { label: texts.action, link: `${publicUrl(platform.config)}${path}` },
        after: [texts.after],
        from,
      });
      const subject = fill(own.length === 1 ? texts.subject.one : texts.subject.many, {
        site: first.site,
        count: String(own.length),
      });
      await writeMail(ctx, tx, { kind: 'usage.sites_told', to: email, subject, body, expiresAt });
    }
  });
}

function fill(text: string, given: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => given[name] ?? '');
}
