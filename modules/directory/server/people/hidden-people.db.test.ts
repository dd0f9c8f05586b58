import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import { testPerson, testPlatform } from '#platform/server/testing/test-platform.ts';
import { demo } from '../demo.ts';
import { directory } from '../index.ts';
import { grantRole } from '../roles/grant-role.ts';
import type { DirectoryTables } from '../tables.ts';
import { assignPerson } from './assign-person.ts';

test('who is hidden from an administrator can be given neither a post nor a right, and looks like nobody', async () => {
  const node = await testPlatform({ modules: [directory], now: () => new Date('2026-11-25T03:00:00Z') });
  await demo(node.as(), () => {});
  const db = node.platform.db as Kysely<DirectoryTables & PlatformTables>;
  const posts = await db.selectFrom('directory.assignment').selectAll().where('valid_to', 'is', null).execute();
  const foreign = posts[0];
  const own = posts.find(({ agency_id }) => agency_id !== foreign?.agency_id);
  const role = await db
    .selectFrom('directory.role')
    .select('id')
    .where('code', '=', 'viewer')
    .executeTakeFirstOrThrow();
  if (!foreign || !own) throw new Error('The sample has people of two agencies.');
  const everything = new Set([own.agency_id]);
  const admin = node.as(testPerson(Object.fromEntries(directory.permissions.map((name) => [name, everything]))));
  const rows = () => db.selectFrom('platform.audit').select('id').execute();
  const before = (await rows()).length;
  for (const personId of [foreign.person_id, uuidv7()]) {
    const post = { agencyId: own.agency_id, positionId: own.position_id, from: '2027-01-01', to: null };
    await expect(assignPerson(admin, personId, { ...post, primary: false, acting: false })).rejects.toThrow(
      'directory.person_not_found',
    );
    const grant = { roleId: role.id, scope: 'unit' as const, agencyId: own.agency_id, assignmentId: null };
    await expect(grantRole(admin, personId, { ...grant, from: '2026-11-25', to: null })).rejects.toThrow(
      'directory.person_not_found',
    );
  }
  expect(await rows()).toHaveLength(before);
  const grant = { roleId: role.id, scope: 'unit' as const, agencyId: own.agency_id, assignmentId: null };
  await grantRole(admin, own.person_id, { ...grant, from: '2026-11-25', to: null });
  expect(await rows()).toHaveLength(before + 1);
});
