import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MailTables } from '#platform/server/mail/tables.ts';
import type { NotificationTables } from '#platform/server/notifications/tables.ts';
import { testPerson } from '#platform/server/testing/test-platform.ts';
import type { AlertRow, AlertRule } from '../../contract.ts';
import { storeHits, testHit } from '../testing/hits.ts';
import { NOON, type UsageNode, usageNode } from '../testing/node.ts';
import { checkAlerts } from './check-alerts.job.ts';
import { listAlerts } from './list-alerts.ts';
import { listAlertRules } from './rules.ts';

let node: UsageNode;
let own: string;
beforeAll(async () => {
  node = await usageNode();
  own = (await node.ask('admin', 'GET', '/api/usage/sites/3')).body.owner.id;
});
afterAll(() => node.close());

const HOUR = 3_600_000;
const at = (now: number) => {
  const ctx = node.as();
  return { ...ctx, platform: { ...ctx.platform, now: () => new Date(now) } };
};
const alerts = async (query: string): Promise<AlertRow[]> =>
  (await node.ask('admin', 'GET', `/api/usage/alerts?limit=500&${query}`)).body.rows;
const rules = async (query: string, who = 'admin'): Promise<{ rows: AlertRule[]; can: { create: boolean } }> =>
  (await node.ask(who, 'GET', `/api/usage/alert-rules?${query}`)).body;
const create = async (body: object, who = 'admin') => await node.ask(who, 'POST', '/api/usage/alert-rules', body);

test('the sample’s rules have found the wave of robots and an outage, and both are over', async () => {
  const found = await alerts('state=ended');
  expect(found.find(({ rule }) => rule.kind === 'spike')).toMatchObject({ rule: { measure: 'bots' } });
  const drop = found.find(({ rule, site }) => rule.kind === 'drop' && site.code === 5);
  expect(drop).toMatchObject({ value: 0, toldAt: expect.any(String) });
  expect(drop?.usual).toBeGreaterThan(12);
  // Ordinary days make no noise: three rules on a hundred sites, looked at four times.
  expect(found.length).toBeLessThan(8);
});

test('a spike is found in the full hours, kept while it lasts, told once outside quiet hours, by bell and mail', async () => {
  const rule = { name: 'Tăng vọt', kind: 'spike', measure: 'people', percent: 300, hours: 1, least: 50, siteCode: 3 };
  const made = await create({ ...rule, quietFrom: 12, quietTo: 14 });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ site: { code: 3 }, agency: { id: own }, enabled: true, can: { change: true } });
  const people = Array.from({ length: 90 }, (_, index) =>
    testHit({ site: 3, at: NOON.getTime() - HOUR + index * 30_000, visitor: String(9_000 + index) }),
  );
  await storeHits(node.platform.clickhouse, people);
  const mine = async () => (await alerts('site=3')).filter((row) => row.rule.id === made.body.id);
  await checkAlerts(at(NOON.getTime() + 6 * 60_000));
  expect(await mine()).toMatchObject([{ endedAt: null, toldAt: null }]);
  expect((await mine())[0]?.value).toBeGreaterThanOrEqual(90);
  const told = async () =>
    await (node.platform.db as Kysely<NotificationTables>)
      .selectFrom('platform.notification')
      .select('values')
      .where('kind', '=', 'usage.alert_spike')
      .where('link', '=', '/sites/3/watch')
      .execute();
  expect(await told()).toEqual([]);

  // The hour after is quiet, too; then more come, and it is told.
  const later = people.map((hit) => ({ ...hit, at: hit.at + 2 * HOUR, visitor: String(Number(hit.visitor) + 1_000) }));
  await storeHits(node.platform.clickhouse, later.concat(people.map((hit) => ({ ...hit, at: hit.at + HOUR }))));
  await checkAlerts(at(NOON.getTime() + HOUR + 6 * 60_000));
  expect(await told()).toEqual([]);
  await checkAlerts(at(NOON.getTime() + 2 * HOUR + 6 * 60_000));
  await checkAlerts(at(NOON.getTime() + 2 * HOUR + 7 * 60_000));
  const notices = await told();
  expect(notices[0]).toMatchObject({ values: { rule: 'Tăng vọt' } });
  expect(await mine()).toHaveLength(1);
  const mails = await (node.platform.db as Kysely<MailTables>)
    .selectFrom('platform.mail')
    .select('recipient')
    .where('kind', '=', 'usage.sites_told')
    .where('created_at', '=', new Date(NOON.getTime() + 2 * HOUR + 6 * 60_000))
    .execute();
  // One a person, however many sites it is about.
  expect(mails.map(({ recipient }) => recipient)).toContain('admin@khanhhoa.example');
  expect(new Set(mails.map(({ recipient }) => recipient)).size).toBe(mails.length);

  await checkAlerts(at(NOON.getTime() + 4 * HOUR + 6 * 60_000));
  expect((await mine())[0]?.endedAt).not.toBeNull();
  expect(await told()).toHaveLength(notices.length);
});

test('rules are changed and taken away; the history stays', async () => {
  const { body } = await create({ name: 'Một ngày', kind: 'silence', hours: 1, least: 0, siteCode: 3 });
  await checkAlerts(at(NOON.getTime() + 30 * HOUR));
  const open = (await rules('site=3')).rows.find(({ id }) => id === body.id);
  expect(open).toMatchObject({ open: 1, quietFrom: 20, quietTo: 6 });
  const url = `/api/usage/alert-rules/${body.id}`;
  expect((await node.ask('admin', 'PATCH', url, { hours: 5, enabled: false })).body).toMatchObject({
    hours: 5,
    enabled: false,
    name: 'Một ngày',
  });
  const answer = await node.app.inject({ method: 'DELETE', url, headers: { cookie: await node.cookieOf('admin') } });
  expect(answer.statusCode).toBe(200);
  expect((await rules('site=3')).rows.map(({ id }) => id)).not.toContain(body.id);
  const kept = (await alerts('site=3')).filter((row) => row.rule.id === body.id);
  expect(kept).toMatchObject([{ endedAt: expect.any(String) }]);
  expect((await node.ask('admin', 'PATCH', url, { hours: 5 })).body.code).toBe('usage.alert_rule_not_found');
});

test('rules follow the agency: who may not write there makes none, sees only what is theirs', async () => {
  const drop = { name: 'x', kind: 'drop', hours: 3 };
  expect((await create({ ...drop, agencyId: own }, 'nguoixem')).status).toBe(403);
  expect((await create(drop)).body.code).toBe('usage.owner_not_found');
  const foreign = (await node.ask('admin', 'GET', '/api/usage/sites/5')).body.owner.id;
  expect((await create({ ...drop, agencyId: foreign }, 'quantri.khcn')).status).toBe(403);
  expect((await create({ ...drop, agencyId: own }, 'quantri.khcn')).status).toBe(201);
  // Rules of the province hold for the site and are shown beside its own.
  const ofSite = (await rules('site=3', 'quantri.khcn')).rows;
  expect(ofSite.map(({ name }) => name)).toEqual(expect.arrayContaining(['x', 'Lượt giảm quá nửa']));
  expect(ofSite.find(({ name }) => name === 'Lượt giảm quá nửa')?.can.change).toBe(false);
  const ctx = node.as(testPerson({ 'usage.site.read': new Set([own]) }));
  const seen = await listAlertRules(ctx, { below: true, limit: 200 });
  expect(new Set(seen.rows.map((row) => row.agency.id))).toEqual(new Set([own]));
  const history = await listAlerts(ctx, { below: true, limit: 200 });
  expect(new Set(history.rows.map((row) => row.owner.id))).toEqual(new Set([own]));
});
