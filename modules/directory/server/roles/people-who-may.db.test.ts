import { type Kysely, sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { may } from '#platform/server/auth/actor.ts';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import { currentAgencies } from '../agencies/for-modules.ts';
import { forgetCache } from '../cache.ts';
import { insertDelegation, type NewDelegation, revoke } from '../delegations/delegations.repo.ts';
import { findHats, saveHat } from '../hats/hats.repo.ts';
import { directory } from '../index.ts';
import { loadSample } from '../set-up/load-sample.ts';
import type { DirectoryTables } from '../tables.ts';
import { peopleWhoMay } from './people-who-may.ts';
import { permissionsOf } from './reach.ts';
import { findActor } from './rights.ts';

const DAY = '2026-11-25';

test('who is told of an agency’s work is who may do it under one of the hats, for every permission and agency', async () => {
  const node = await testPlatform({ modules: [directory], now: () => new Date(`${DAY}T05:00:00Z`) });
  await loadSample(node.as(), () => {});
  const { platform } = node;
  const units = (await currentAgencies(platform)).slice(0, 12).map(({ id }) => id);
  await lend(node, units[0] ?? '');
  const people = await actorsUnderEachHat(node);
  expect(people.length).toBeGreaterThan(3);
  expect(people.filter(({ onBehalfOf }) => onBehalfOf).length).toBeGreaterThan(3);
  for (const permission of permissionsOf(platform)) {
    for (const unit of units) {
      const expected = people.filter((actor) => may(actor, permission, unit)).map(({ personId }) => personId);
      expect((await peopleWhoMay(platform, permission, [unit])).sort()).toEqual([...new Set(expected)].sort());
    }
  }
  const nowhere = '0193f000-0000-7000-8000-000000000000';
  const wholeNode = people.filter((actor) => actor.reach.get('directory.agency.write') === 'all');
  expect((await peopleWhoMay(platform, 'directory.agency.write', [nowhere])).sort()).toEqual(
    [...new Set(wholeNode.map(({ personId }) => personId))].sort(),
  );
  expect(await peopleWhoMay(platform, 'nothing.of.all', units)).toEqual([]);
});

/** Everybody with an account lends to the next: all or part, here or everywhere; one handed on, one ended, one taken back. */
async function lend(node: TestPlatform, unitId: string): Promise<void> {
  const { rows } = await sql<{ personId: string; assignmentId: string }>`
    select distinct on (s.person_id) s.person_id as "personId", s.id as "assignmentId" from directory.assignment s
    join directory.account_person ap on ap.person_id = s.person_id
    where s.valid_to is null order by s.person_id, s.id`.execute(node.platform.db);
  const parts: Partial<NewDelegation>[] = [
    { permissions: ['*'], onward: true },
    { permissions: ['*.read'], scope: 'unit', agencyId: unitId },
    { permissions: ['directory.*'], scope: 'below', agencyId: unitId },
    { permissions: ['*'], from: '2026-01-01', to: DAY },
    { permissions: ['*'] },
  ];
  const lent = rows.map(
    ({ personId, assignmentId }, at): NewDelegation => ({
      id: uuidv7(),
      giverId: personId,
      takerId: rows[(at + 1) % rows.length]?.personId ?? '',
      assignmentId,
      sourceId: null,
      permissions: ['*'],
      scope: 'post',
      agencyId: null,
      onward: false,
      legalBasis: 'Giấy ủy quyền',
      from: '2026-11-01',
      to: '2026-12-01',
      ...parts[at % parts.length],
    }),
  );
  const [first, , , , last] = lent;
  if (!first || !last) throw new Error('The sample has too few accounts.');
  const further = rows[3]?.personId ?? '';
  lent.push({ ...first, id: uuidv7(), giverId: first.takerId, takerId: further, sourceId: first.id, onward: false });
  await (node.platform.db as Kysely<DirectoryTables>).transaction().execute(async (trx) => {
    for (const row of lent) await insertDelegation(trx, row);
    await revoke(trx, last.id, new Date(`${DAY}T04:00:00Z`));
  });
  forgetCache(node.platform);
}

/** Each person with an account, once for each hat that they can put on. */
async function actorsUnderEachHat({ platform }: TestPlatform) {
  const db = platform.db as Kysely<DirectoryTables>;
  const accounts = await db.selectFrom('directory.account_person').selectAll().execute();
  const actors = [];
  for (const { account_id: accountId, person_id: personId } of accounts) {
    for (const hat of await findHats(db, personId, DAY)) {
      const sessionId = uuidv7();
      await sql`insert into platform.auth_session (id, account_id, token, expires_at)
        values (${sessionId}, ${accountId}, ${sessionId}, '2030-01-01')`.execute(db);
      await db.transaction().execute((trx) => saveHat(trx, sessionId, hat));
      actors.push(await findActor(platform, { accountId, sessionId, method: 'passkey' }));
    }
  }
  return actors.filter((actor) => actor !== null);
}
