import fc from 'fast-check';
import { type Kysely, sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { testPlatform } from '#platform/server/testing/test-platform.ts';
import type { Move } from '../../contract.ts';
import { insertAgencies } from '../agencies/agencies.repo.ts';
import { directory } from '../index.ts';
import type { DirectoryTables } from '../tables.ts';
import { previewReorganisation } from './preview-reorganisation.ts';
import { revertReorganisation } from './revert-reorganisation.ts';
import { abolish, carryOut, draft, dump, found, merge, rename, split, transfer } from './testing.ts';

/** What a careless official may write: most of it is refused, and what is not must hold. */
const acts = fc.record({
  kind: fc.constantFrom('merge', 'merge', 'split', 'transfer', 'abolish', 'rename', 'found'),
  from: fc.nat(30),
  to: fc.nat(30),
});
const plans = fc.array(fc.array(acts, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });

test('whatever is applied leaves a whole tree on every day, and undone in turn it is as before', async () => {
  const node = await testPlatform({ modules: [directory], now: () => new Date('2026-11-25T03:00:00Z') });
  const db = node.platform.db as Kysely<DirectoryTables>;
  const ids = await growTree(db);
  let applied = 0;
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const before = await dump(db);
      let known = [...ids];
      const done: string[] = [];
      for (const [place, steps] of plan.entries()) {
        const day = `2026-0${place + 1}-01`;
        const named = [...known];
        const moves = steps.flatMap((step) => movesOf(step, named));
        const { problems } = await previewReorganisation(node.as(), await draft(node.as(), day, moves));
        if (problems.length > 0) continue;
        done.push((await carryOut(node.as(), day, moves)).id);
        known = named;
        await expectWhole(db);
      }
      applied += done.length;
      for (const id of done.toReversed()) await revertReorganisation(node.as(), id);
      expect(await dump(db)).toEqual(before);
    }),
    { numRuns: 15, seed: 20_250_701, endOnFailure: true },
  );
  // The plans are not all refused.
  expect(applied).toBeGreaterThan(8);
});

function movesOf({ kind, from, to }: { kind: string; from: number; to: number }, known: string[]): Move[] {
  const [one, other] = [known[from % known.length] as string, known[to % known.length] as string];
  switch (kind) {
    case 'merge':
      return [merge(one, other)];
    case 'split':
      return [split(one, other, { ends: from % 2 === 0, people: 'move' })];
    case 'transfer':
      return [transfer(one, other)];
    case 'abolish':
      return [abolish(one)];
    case 'rename':
      return [rename(one, `Tên ${to}`)];
    default: {
      const id = uuidv7();
      known.push(id);
      return [found(id, one, `Mới ${to}`)];
    }
  }
}

/** A root, three agencies below it, and three below each. */
async function growTree(db: Kysely<DirectoryTables>): Promise<string[]> {
  const agency = (parentId: string | null, name: string) => ({
    id: uuidv7(),
    kind: 'department' as const,
    level: 'province' as const,
    name,
    shortName: name,
    parentId,
    period: { from: null, to: null },
    codes: [],
  });
  const root = agency(null, 'Gốc');
  const middle = [1, 2, 3].map((n) => agency(root.id, `Sở ${n}`));
  const leaves = middle.flatMap((above) => [1, 2, 3].map((n) => agency(above.id, `Phòng ${n}`)));
  const all = [root, ...middle, ...leaves];
  await db.transaction().execute(async (trx) => await insertAgencies(trx, all));
  return all.map(({ id }) => id);
}

async function expectWhole(db: Kysely<DirectoryTables>): Promise<void> {
  const beyond = await sql`
    select from directory.agency_parent p join directory.agency a on a.id = p.agency_id join directory.agency b on b.id = p.parent_id
    where not daterange(a.valid_from, a.valid_to) @> daterange(p.valid_from, p.valid_to)
      or not daterange(b.valid_from, b.valid_to) @> daterange(p.valid_from, p.valid_to)`.execute(db);
  expect(beyond.rows).toEqual([]);
  const nameless = await sql`
    select from directory.agency a where not exists (
      select from directory.agency_name n where n.agency_id = a.id
      having range_agg(daterange(n.valid_from, n.valid_to)) = datemultirange(daterange(a.valid_from, a.valid_to)))`.execute(
    db,
  );
  expect(nameless.rows).toEqual([]);
  const circles = await sql`
    with recursive days as (select distinct valid_from as day from directory.agency_parent where valid_from is not null),
    up (day, start, id, depth) as (
      select d.day, p.agency_id, p.parent_id, 1 from days d
      join directory.agency_parent p on daterange(p.valid_from, p.valid_to) @> d.day
      union all
      select up.day, up.start, p.parent_id, up.depth + 1 from up
      join directory.agency_parent p on p.agency_id = up.id and daterange(p.valid_from, p.valid_to) @> up.day
      where up.depth < 40
    )
    select from up where id = start limit 1`.execute(db);
  expect(circles.rows).toEqual([]);
}
