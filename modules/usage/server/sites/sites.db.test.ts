import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import { type UsageNode, usageNode } from '../testing/node.ts';

let node: UsageNode;
/** The agency of the sample's agency administrator, and another that is none of hers. */
let own: string;
let foreign: string;

beforeAll(async () => {
  node = await usageNode();
  const portal = await node.ask('admin', 'GET', '/api/usage/sites/1');
  const science = await node.ask('admin', 'GET', '/api/usage/sites/3');
  foreign = portal.body.owner.id;
  own = science.body.owner.id;
});
afterAll(() => node.close());

const site = (ownerId: string) => ({
  name: 'Trang thử nghiệm Đất đai',
  kind: 'portal',
  ownerId,
  domains: ['datdai.example'],
});

async function audited(action: string) {
  const db = node.platform.db as Kysely<PlatformTables>;
  return await db.selectFrom('platform.audit').selectAll().where('action', '=', action).orderBy('seq').execute();
}

test('a site is registered by its owner’s administrator, found without accents, and told in the audit', async () => {
  const made = await node.ask('quantri.khcn', 'POST', '/api/usage/sites', {
    ...site(own),
    domains: ['WWW.Datdai.Example', 'cổng.example', 'localhost:5173'],
  });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    state: 'registered',
    domains: ['datdai.example', 'xn--cng-qmz.example', 'localhost:5173'],
    timeZone: 'Asia/Ho_Chi_Minh',
    can: { change: true, close: true, checkConnection: true, readReport: true },
  });
  expect(made.body.code).toBeGreaterThan(100);
  const found = await node.ask('lanhdao', 'GET', '/api/usage/sites?q=dat+DAI+thu');
  expect(found.body.rows.map((row: { code: number }) => row.code)).toEqual([made.body.code]);
  expect(found.body.can).toEqual({ register: false });
  const [row] = await audited('usage.site.register');
  expect(row).toMatchObject({ subject_id: made.body.id, unit_id: own, before: null });
});

test('who may not write there is refused, and nothing is written', async () => {
  const before = (await node.ask('admin', 'GET', '/api/usage/sites?limit=1')).body.total;
  expect((await node.ask(null, 'POST', '/api/usage/sites', site(own))).status).toBe(401);
  expect((await node.ask('nguoixem', 'POST', '/api/usage/sites', site(own))).status).toBe(403);
  expect((await node.ask('nguoixem', 'GET', '/api/usage/board')).status).toBe(200);
  expect((await node.ask('quantri.khcn', 'POST', '/api/usage/sites', site(foreign))).status).toBe(403);
  expect((await node.ask('quantri.khcn', 'PATCH', '/api/usage/sites/1', { name: 'Của tôi' })).status).toBe(404);
  expect((await node.ask('quantri.khcn', 'PATCH', '/api/usage/sites/3', { ownerId: foreign })).status).toBe(403);
  expect((await node.ask('quantri.khcn', 'POST', '/api/usage/sites/1/close')).status).toBe(404);
  expect((await node.ask('quantri.khcn', 'POST', '/api/usage/sites/1/connection')).status).toBe(404);
  expect((await node.ask(null, 'GET', '/api/usage/sites/1')).status).toBe(401);
  expect((await node.ask('admin', 'GET', '/api/usage/sites?limit=1')).body.total).toBe(before);
  expect((await node.ask('admin', 'GET', '/api/usage/sites/1')).body.name).toBe(
    'Cổng thông tin điện tử tỉnh Khánh Hòa',
  );
});

test('bad input is named field by field', async () => {
  const hosts = await node.ask('admin', 'POST', '/api/usage/sites', {
    ...site(own),
    domains: ['tot.example', 'https://xau.example/'],
  });
  expect(hosts).toMatchObject({
    status: 400,
    body: { code: 'usage.domain_invalid', fields: [{ path: 'body.domains.1' }] },
  });
  const zone = await node.ask('admin', 'POST', '/api/usage/sites', { ...site(own), timeZone: 'Hà Nội' });
  expect(zone.body.code).toBe('usage.zone_unknown');
  const owner = await node.ask('admin', 'POST', '/api/usage/sites', site('0193f000-0000-7000-8000-000000000000'));
  expect(owner.body.code).toBe('usage.owner_not_found');
  const taken = await node.ask('admin', 'POST', '/api/usage/sites', { ...site(own), code: 1 });
  expect(taken).toMatchObject({ status: 409, body: { code: 'usage.code_taken' } });
  expect((await node.ask('admin', 'GET', '/api/usage/sites/999999')).body.code).toBe('usage.site_not_found');
  expect((await node.ask('admin', 'GET', '/api/usage/sites?cursor=x')).body.code).toBe('platform.input_invalid');
});

test('only what is given changes; a closed site changes no more', async () => {
  const { body: made } = await node.ask('admin', 'POST', '/api/usage/sites', site(own));
  const url = `/api/usage/sites/${made.code}`;
  const changed = await node.ask('quantri.khcn', 'PATCH', url, { name: 'Tên mới', dutyDate: '2027-01-01' });
  expect(changed.body).toMatchObject({ name: 'Tên mới', dutyDate: '2027-01-01', domains: ['datdai.example'] });
  const rows = await audited('usage.site.change');
  expect(rows.at(-1)).toMatchObject({ before: { name: 'Trang thử nghiệm Đất đai' }, after: { name: 'Tên mới' } });
  const closed = await node.ask('quantri.khcn', 'POST', `${url}/close`);
  expect(closed.body).toMatchObject({ state: 'closed', can: { change: false, close: false } });
  expect((await node.ask('admin', 'PATCH', url, { name: 'Muộn' })).body.code).toBe('usage.site_closed');
  expect((await node.ask('admin', 'POST', `${url}/close`)).body.code).toBe('usage.site_closed');
  expect(await audited('usage.site.close')).toHaveLength(1);
});

test.each(['name', 'code', 'last_hit'])('pages by %s show each site once', async (sort) => {
  const seen: number[] = [];
  let cursor = '';
  do {
    const { body } = await node.ask('admin', 'GET', `/api/usage/sites?sort=${sort}&limit=20${cursor}`);
    seen.push(...body.rows.map((row: { code: number }) => row.code));
    cursor = body.next === null ? '' : `&cursor=${body.next}`;
  } while (cursor !== '');
  const { body } = await node.ask('admin', 'GET', '/api/usage/sites?limit=200');
  expect(seen).toHaveLength(body.total);
  expect(new Set(seen).size).toBe(seen.length);
});

test('filters by agency, kind and state', async () => {
  const below = await node.ask('admin', 'GET', `/api/usage/sites?agencyId=${own}&limit=200`);
  const codes = below.body.rows.map((row: { code: number }) => row.code);
  expect(codes).toEqual(expect.arrayContaining([3, 4]));
  const here = await node.ask('admin', 'GET', `/api/usage/sites?agencyId=${own}&below=false&limit=200`);
  expect(here.body.rows.map((row: { code: number }) => row.code)).not.toContain(4);
  const closed = await node.ask('admin', 'GET', '/api/usage/sites?state=closed&kind=portal');
  expect(closed.body.rows.map((row: { code: number }) => row.code)).toContain(6);
});

test('the snippet of a site bears its code and this node’s address', async () => {
  const { body } = await node.ask('lanhdao', 'GET', '/api/usage/sites/1/embed');
  expect(body.snippet).toContain("['setSiteId', '1']");
  expect(body.snippet).toContain(body.scriptUrl);
  expect(body.matomoSnippet).toContain('_paq');
  expect(body.pixel).toContain('idsite=1');
});

test('who looks after a site is told that another closed it or that it fell silent', async () => {
  const { body: made } = await node.ask('admin', 'POST', '/api/usage/sites', site(own));
  await node.ask('admin', 'POST', `/api/usage/sites/${made.code}/close`);
  const told = await node.ask('quantri.khcn', 'GET', '/api/notifications');
  expect(told.body.rows[0]).toMatchObject({
    kind: 'usage.site_closed',
    text: 'usage:notice.closed',
    values: { site: site(own).name },
    link: `/sites/${made.code}`,
  });
  const links = async (who: string) =>
    (await node.ask(who, 'GET', '/api/notifications')).body.rows.map(({ link }: { link: string }) => link);
  expect(await links('nguoixem')).toEqual([]);
  // Her own act is no news to the administrator; a site of the sample that fell silent is.
  const silent = await node.ask('admin', 'GET', '/api/usage/sites?state=interrupted');
  expect(await links('admin')).toContain(`/sites/${silent.body.rows[0].code}/watch`);
  expect(await links('admin')).not.toContain(`/sites/${made.code}`);
});
