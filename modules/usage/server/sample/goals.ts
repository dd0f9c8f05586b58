import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import type { Goal } from '../../contract.ts';
import { addDays, dayIn } from '../days.ts';
import { insertGoal, insertVersion } from '../goals/goals.repo.ts';
import { saveServices } from '../services/services.repo.ts';
import { findSites } from '../sites/sites.repo.ts';
import type { UsageTables } from '../tables.ts';
import { PROCEDURES } from './pages.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const BY = 'Trần Thị Phân Tích';
const DAYS = 91;
const SOURCE = 'Danh mục mẫu của tỉnh, bản tháng 11/2026';

type SampleGoal = Pick<Goal, 'name' | 'kind' | 'match' | 'pattern'> & { site: number };

const GOALS: readonly SampleGoal[] = [
  { site: 2, name: 'Nộp hồ sơ trực tuyến', kind: 'service', match: 'exact', pattern: '' },
  { site: 2, name: 'Tra cứu tình trạng hồ sơ', kind: 'page', match: 'begins', pattern: '/tra-cuu-ho-so' },
  { site: 1, name: 'Gửi phản ánh, kiến nghị', kind: 'event', match: 'begins', pattern: 'Phản ánh kiến nghị / Gửi' },
  { site: 1, name: 'Đọc tin chuyển đổi số', kind: 'page', match: 'contains', pattern: 'chuyen-doi-so' },
];

/** Published, and asked for by nobody: what a province wants to see. */
const NEVER_SEEN: readonly (readonly [code: string, name: string])[] = [
  ['1.003434', 'Cấp giấy phép khai thác nước dưới đất'],
  ['1.004363', 'Cấp lại chứng chỉ hành nghề dược'],
  ['1.009994', 'Cấp giấy phép di dời công trình'],
  ['2.001283', 'Thành lập bến khách ngang sông'],
  ['2.002096', 'Cấp giấy chứng nhận nhãn hiệu tập thể cho sản phẩm OCOP'],
];

/** Goals of the sample's portals, and the procedures that its service portal publishes. */
export async function addGoals(ctx: Context): Promise<void> {
  requirePermission(ctx, 'usage.site.write');
  const { platform } = ctx;
  const now = platform.now();
  const from = addDays(dayIn(now, ZONE), -DAYS);
  const found = await findSites(platform.db as Kysely<UsageTables>, [1, 2]);
  const sites = new Map(found.map((site) => [site.code, site]));
  const agencyId = sites.get(2)?.ownerId;
  if (agencyId === undefined) return;
  await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    for (const { site: code, ...goal } of GOALS) {
      const site = sites.get(code);
      if (!site) continue;
      const id = uuidv7();
      const number = 1 + GOALS.filter((one) => one.site === code).findIndex(({ name }) => name === goal.name);
      await insertGoal(trx, { id, siteId: site.id, number, createdBy: BY, createdAt: now });
      await insertVersion(trx, { ...goal, id, number, version: 1, from, to: null });
    }
    const services = [...PROCEDURES, ...NEVER_SEEN].map(([code, name]) => ({
      id: uuidv7(),
      agencyId,
      code,
      name,
      source: SOURCE,
      addedBy: BY,
      addedAt: now,
    }));
    await saveServices(trx, services);
    tx.audit({
      action: 'usage.sample.load',
      subject: { type: 'usage.goal', id: 'sample' },
      before: null,
      after: { goals: GOALS.length, services: services.length },
    });
  });
}
