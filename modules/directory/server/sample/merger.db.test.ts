import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import { listAgencies } from '../agencies/list-agencies.ts';
import { demo } from '../demo.ts';
import { addUp, directory, mapUnits, unitsAsOf } from '../index.ts';
import { decideMove } from '../reorganisations/decide-move.ts';
import { getReorganisation } from '../reorganisations/get-reorganisation.ts';
import { listReorganisations } from '../reorganisations/list-reorganisations.ts';
import { revertReorganisation } from '../reorganisations/revert-reorganisation.ts';
import type { DirectoryTables } from '../tables.ts';

let node: TestPlatform;

beforeAll(async () => {
  node = await testPlatform({ modules: [directory], now: () => new Date('2026-11-25T03:00:00Z') });
  await demo(node.as(), () => {});
});
afterAll(() => node.close());

test('the merger is two applied reorganisations with their law; what is guessed is marked', async () => {
  const { rows } = await listReorganisations(node.as(), { limit: 10 });
  expect(rows.map((row) => [row.legal.number, row.state, row.moveCount, row.guessedCount]).sort()).toEqual([
    ['Nghị quyết 1667/NQ-UBTVQH15', 'applied', 65 + 194 + 16, 194],
    ['Nghị quyết 202/2025/QH15', 'applied', 1, 0],
  ]);
});

test('194 communes of before are 65 of today: as they were, or rebuilt, and nothing is lost', async () => {
  const before = (await unitsAsOf(node.platform, '2025-06-30')).filter((unit) => unit.level === 'commune');
  const today = (await unitsAsOf(node.platform, '2026-11-25')).filter((unit) => unit.level === 'commune');
  expect([before.length, today.length]).toEqual([194, 65]);
  const ids = before.map((unit) => unit.id);
  const figures = new Map(ids.map((id, index) => [id, index]));
  const from = '2025-06-30';
  const then = addUp(figures, await mapUnits(node.platform, ids, { way: 'as_they_were', from }));
  expect(then.totals).toEqual(figures);
  const rebuilt = addUp(figures, await mapUnits(node.platform, ids, { way: 'rebuilt', from }));
  expect(new Set(rebuilt.totals.keys())).toEqual(new Set(today.map((unit) => unit.id)));
  expect([...rebuilt.totals.values()].reduce((a, b) => a + b, 0)).toBe((193 * 194) / 2);
  expect([rebuilt.together, rebuilt.ended, rebuilt.guessed.size]).toEqual([[], [], 65]);
  const still = await mapUnits(node.platform, ids, { way: 'rebuilt', from: '2025-01-01', on: from });
  expect([...still].every(([id, now]) => now.kind === 'one' && now.unitId === id)).toBe(true);
});

test('on every day the tree is whole: no circle, and every parent in force', async () => {
  for (const day of ['2020-01-01', '2025-06-30', '2025-07-01', '2026-11-25']) {
    const units = await unitsAsOf(node.platform, day);
    const byId = new Map(units.map((unit) => [unit.id, unit]));
    for (const unit of units) {
      let steps = 0;
      for (let id = unit.parentId; id !== null; id = byId.get(id)?.parentId ?? null) {
        expect(byId.has(id), `${unit.name} on ${day}`).toBe(true);
        expect(++steps).toBeLessThan(10);
      }
    }
  }
  // No dated row reaches beyond the life of its agency, nor a parent beyond its own.
  const { rows } = await sql`
    select from directory.agency a join directory.agency_parent p on p.agency_id = a.id
    join directory.agency b on b.id = p.parent_id
    where not (daterange(a.valid_from, a.valid_to) @> daterange(p.valid_from, p.valid_to)
      and daterange(b.valid_from, b.valid_to) @> daterange(p.valid_from, p.valid_to))`.execute(node.platform.db);
  expect(rows).toEqual([]);
});

test('a person decides a guess: as proposed, or another of the new units', async () => {
  const { rows } = await listReorganisations(node.as(), { limit: 10 });
  const id = rows.find((row) => row.guessedCount > 0)?.id ?? '';
  const { moves, agencies } = await getReorganisation(node.as(), id);
  const nameOf = new Map(agencies.map((agency) => [agency.id, agency.shortName]));
  const move = moves.find((one) => one.kind === 'merge' && nameOf.get(one.fromId) === 'Phường Vĩnh Thọ');
  const heir = agencies.find((agency) => agency.shortName === 'Phường Bắc Nha Trang');
  if (move?.kind !== 'merge' || !heir) throw new Error('The sample lacks them.');
  await decideMove(node.as(), id, move.id, heir.id);
  expect((await getReorganisation(node.as(), id)).guessedCount).toBe(193);
  const map = await mapUnits(node.platform, [move.fromId], { way: 'rebuilt', from: '2025-06-30' });
  expect(map.get(move.fromId)).toEqual({ kind: 'one', unitId: heir.id, guessed: false });
  await expect(decideMove(node.as(), id, move.id, heir.id)).rejects.toMatchObject({ code: 'directory.move_not_found' });
  const stranger = (await listAgencies(node.as(), { q: 'so y te', limit: 1 })).rows[0]?.id ?? '';
  const next = moves.find((one) => one.kind === 'merge' && one.id !== move.id);
  await expect(decideMove(node.as(), id, next?.id ?? '', stranger)).rejects.toMatchObject({
    code: 'directory.agency_not_found',
  });
});

test('people stand on the new communes: the merger cannot be undone any more, and says why', async () => {
  const { rows } = await listReorganisations(node.as(), { limit: 10 });
  const id = rows.find((row) => row.guessedCount > 0)?.id ?? '';
  await expect(revertReorganisation(node.as(), id)).rejects.toMatchObject({
    code: 'directory.reorganisation_stands',
    detail: expect.stringMatching(/\d+ posts were added to founded agencies since/),
  });
  const db = node.platform.db as Kysely<DirectoryTables>;
  await db.deleteFrom('directory.delegation').execute();
  await db.deleteFrom('directory.role_grant').execute();
  await db.deleteFrom('directory.assignment').execute();
  // The district was below the province that ended after it: what came last is undone first.
  await expect(revertReorganisation(node.as(), id)).rejects.toMatchObject({
    detail: expect.stringMatching(/would stand below one that has ended/),
  });
  for (const one of [rows.find((row) => row.id !== id)?.id ?? '', id]) await revertReorganisation(node.as(), one);
  const communes = (await unitsAsOf(node.platform, '2026-11-25')).filter((unit) => unit.level === 'commune');
  expect(communes).toHaveLength(194);
});
