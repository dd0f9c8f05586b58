import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { may } from '#platform/server/auth/actor.ts';
import { testPlatform } from '#platform/server/testing/test-platform.ts';
import { currentAgencies } from '../agencies/for-modules.ts';
import { directory } from '../index.ts';
import { loadSample } from '../set-up/load-sample.ts';
import type { DirectoryTables } from '../tables.ts';
import { peopleWhoMay } from './people-who-may.ts';
import { permissionsOf } from './reach.ts';
import { findActor } from './rights.ts';

test('who is told of an agency’s work is who may do it, for every permission and agency', async () => {
  const node = await testPlatform({ modules: [directory], now: () => new Date('2026-11-25T05:00:00Z') });
  await loadSample(node.as(), () => {});
  const { platform } = node;
  const accounts = await (platform.db as Kysely<DirectoryTables>)
    .selectFrom('directory.account_person')
    .select('account_id')
    .execute();
  const actors = await Promise.all(
    accounts.map(({ account_id: accountId }) => findActor(platform, { accountId, sessionId: '', method: 'passkey' })),
  );
  const people = actors.filter((actor) => actor !== null);
  expect(people.length).toBeGreaterThan(3);
  const units = (await currentAgencies(platform)).slice(0, 12).map(({ id }) => id);
  for (const permission of permissionsOf(platform)) {
    for (const unit of units) {
      const expected = people.filter((actor) => may(actor, permission, unit)).map(({ personId }) => personId);
      expect((await peopleWhoMay(platform, permission, [unit])).sort()).toEqual([...new Set(expected)].sort());
    }
  }
  const nowhere = '0193f000-0000-7000-8000-000000000000';
  const wholeNode = people.filter((actor) => actor.reach.get('directory.agency.write') === 'all');
  expect((await peopleWhoMay(platform, 'directory.agency.write', [nowhere])).sort()).toEqual(
    wholeNode.map(({ personId }) => personId).sort(),
  );
  expect(await peopleWhoMay(platform, 'nothing.of.all', units)).toEqual([]);
});
