import { afterAll, beforeAll, expect, test } from 'vitest';
import { type UsageNode, usageNode } from '../testing/node.ts';

let node: UsageNode;
beforeAll(async () => {
  node = await usageNode();
});
afterAll(() => node.close());

const list = async (code: number, query = '', who = 'admin') =>
  (await node.ask(who, 'GET', `/api/usage/sites/${code}/annotations?${query}`)).body;
const add = async (code: number, body: object, who = 'admin') =>
  await node.ask(who, 'POST', `/api/usage/sites/${code}/annotations`, body);
const texts = ({ rows }: { rows: { text: string }[] }) => rows.map(({ text }) => text);

test('a site shows its own notes and those of the agencies above it, newest first, of the period only', async () => {
  const portal = await list(2);
  expect(texts(portal)).toEqual([
    'Kết thúc Tuần lễ Chuyển đổi số',
    'Nâng cấp Cổng dịch vụ công, mất mã nhúng đến 15 giờ',
    'Bắt đầu Tuần lễ Chuyển đổi số',
  ]);
  expect(texts(await list(101))).toEqual(['Kết thúc Tuần lễ Chuyển đổi số', 'Bắt đầu Tuần lễ Chuyển đổi số']);
  expect(texts(await list(2, 'from=2026-11-13&to=2026-11-13'))).toHaveLength(1);
});

test('a note of an agency stands on all sites below it, one of a site on that alone', async () => {
  const made = await add(3, { day: '2026-11-20', text: 'Mở chuyên mục mới', scope: 'agency' }, 'quantri.khcn');
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ scope: 'agency', agency: { shortName: 'Sở Khoa học và Công nghệ' } });
  await add(3, { day: '2026-11-21', text: 'Chỉ ở đây' }, 'quantri.khcn');
  expect(texts(await list(3))).toEqual(expect.arrayContaining(['Mở chuyên mục mới', 'Chỉ ở đây']));
  const { body } = await node.ask('admin', 'GET', `/api/usage/sites?agencyId=${made.body.agency.id}&limit=50`);
  const other = body.rows.find((row: { code: number }) => row.code !== 3);
  expect(texts(await list(other.code))).toContain('Mở chuyên mục mới');
  expect(texts(await list(other.code))).not.toContain('Chỉ ở đây');
  expect(texts(await list(1))).not.toContain('Mở chuyên mục mới');
});

test('notes are taken away by who may write; others are refused or see nothing there', async () => {
  const remove = async (code: number, id: string, who: string) =>
    (
      await node.app.inject({
        method: 'DELETE',
        url: `/api/usage/sites/${code}/annotations/${id}`,
        headers: { cookie: await node.cookieOf(who) },
      })
    ).statusCode;
  const { body } = await add(3, { day: '2026-11-22', text: 'Nhầm' }, 'quantri.khcn');
  const province = (await list(3)).rows.find((row: { text: string }) => row.text.startsWith('Kết thúc'));
  expect(province.can.remove).toBe(true);
  expect(
    (await list(3, '', 'quantri.khcn')).rows.find((row: { id: string }) => row.id === province.id).can.remove,
  ).toBe(false);
  expect(await remove(3, province.id, 'quantri.khcn')).toBe(404);
  expect(await remove(3, body.id, 'nguoixem')).toBe(403);
  expect(await remove(2, body.id, 'admin')).toBe(404);
  expect(await remove(3, body.id, 'quantri.khcn')).toBe(200);
  expect(texts(await list(3))).not.toContain('Nhầm');
  const wrong = await add(3, { day: '2026-13-22', text: ' ' });
  expect(wrong.body.fields.map(({ path }: { path: string }) => path)).toEqual(['body.day', 'body.text']);
});
