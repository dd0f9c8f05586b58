import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { insertRules } from '../alerts/alerts.repo.ts';
import { checkAlerts } from '../alerts/check-alerts.job.ts';
import { type AnnotationRecord, insertAnnotations } from '../annotations/annotations.repo.ts';
import { addDays, dayIn } from '../days.ts';
import { agenciesAbove } from '../sites/agencies-above.ts';
import { findSites } from '../sites/sites.repo.ts';
import type { UsageTables } from '../tables.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const BY = 'Trần Thị Phân Tích';
/** Days on which the sample's alerts are looked for, at ten in the morning: the wave of robots, an outage, after them. */
const LOOKED_DAYS_AGO = [6, 5, 4, 3];

const QUIET = { quietFrom: 20, quietTo: 6, enabled: true, createdBy: BY };
const RULES = [
  { name: 'Lượt giảm quá nửa', kind: 'drop', measure: 'people', percent: 60, hours: 3, least: 12 },
  { name: 'Máy quét dồn dập', kind: 'spike', measure: 'bots', percent: 400, hours: 3, least: 200 },
  { name: 'Im lặng trong giờ hành chính', kind: 'silence', measure: 'people', percent: 50, hours: 2, least: 10 },
] as const;

const NOTES: readonly { site: number | null; daysAgo: number; text: string }[] = [
  { site: null, daysAgo: 24, text: 'Bắt đầu Tuần lễ Chuyển đổi số' },
  { site: null, daysAgo: 11, text: 'Kết thúc Tuần lễ Chuyển đổi số' },
  { site: 2, daysAgo: 12, text: 'Nâng cấp Cổng dịch vụ công, mất mã nhúng đến 15 giờ' },
  { site: 1, daysAgo: 18, text: 'Đổi giao diện trang chủ' },
  { site: 5, daysAgo: 5, text: 'Máy chủ bảo trì cả ngày' },
];

/** Rules of alerts, what they would have found, and notes on charts, for the sample province. */
export async function addWatching(ctx: Context): Promise<void> {
  requirePermission(ctx, 'usage.site.write');
  const { platform } = ctx;
  const now = platform.now();
  const today = dayIn(now, ZONE);
  const codes = [1, ...NOTES.flatMap(({ site }) => site ?? [])];
  const sites = new Map(
    (await findSites(platform.db as Kysely<UsageTables>, [...new Set(codes)])).map((site) => [site.code, site]),
  );
  const province = sites.get(1)?.ownerId;
  if (province === undefined) return;
  const root = (await agenciesAbove(platform, province)).at(-1) ?? province;
  const rules = RULES.map((rule) => ({
    ...rule,
    ...QUIET,
    id: uuidv7(),
    agencyId: root,
    below: true,
    siteId: null,
    createdAt: now,
  }));
  const notes = NOTES.map(
    ({ site, daysAgo, text }): AnnotationRecord => ({
      id: uuidv7(),
      agencyId: (site === null ? undefined : sites.get(site)?.ownerId) ?? root,
      siteId: (site === null ? undefined : sites.get(site)?.id) ?? null,
      day: addDays(today, -daysAgo),
      text,
      createdBy: BY,
      createdAt: now,
    }),
  );
  await transact(ctx, async (tx) => {
    await insertRules(tx.as<UsageTables>(), rules);
    await insertAnnotations(tx.as<UsageTables>(), notes);
    tx.audit({
      action: 'usage.sample.load',
      subject: { type: 'usage.alert_rule', id: 'sample' },
      before: null,
      after: { rules: rules.length, notes: notes.length },
    });
  });
  for (const daysAgo of LOOKED_DAYS_AGO) {
    const at = new Date(`${addDays(today, -daysAgo)}T10:06:00+07:00`);
    await checkAlerts({ ...ctx, platform: { ...platform, now: () => at } });
  }
}
