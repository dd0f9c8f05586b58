import { v7 as uuidv7 } from 'uuid';
import { platformErrors } from '#platform/errors.ts';
import { type AuthTables, insertAccounts } from '#platform/server/auth/accounts.repo.ts';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import type { Tx } from '#platform/server/database/transact.ts';
import { claimSetUp } from '#platform/server/set-up.repo.ts';
import type { NodeKind } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { insertAgencies } from '../agencies/agencies.repo.ts';
import { CHANGED } from '../cache.ts';
import { insertAssignments, insertPeople, insertPositions, linkAccounts } from '../people/people.repo.ts';
import { insertGrants, insertRoles } from '../roles/roles.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import { firstPositions, firstRoles } from './first-rows.ts';
import type { NodeFacts } from './node.repo.ts';

export interface FirstAdministrator {
  name: string;
  email: string;
  passwordHash: string;
}

export interface NewNode {
  name: string;
  code: string;
  kind: NodeKind;
  /** Statistics code of the province, where it is known. */
  statisticsCode?: string;
}

/**
 * The first rows of a node: its root agency, positions, roles, and the administrator who may do all. In the caller's
 * transaction; whoever comes second is refused.
 * @throws platform.already_set_up, directory.email_taken
 */
export async function foundNode(
  tx: Tx,
  node: NewNode,
  administrator: FirstAdministrator,
  day: Day,
): Promise<NodeFacts> {
  const facts = { name: node.name, code: node.code, kind: node.kind, rootAgencyId: uuidv7() };
  if (!(await claimSetUp(tx.as<PlatformTables>(), facts))) throw platformErrors.fail('platform.already_set_up');
  const trx = tx.as<DirectoryTables>();
  await insertAgencies(trx, [rootAgency(node, facts.rootAgencyId)]);
  const positions = await insertPositions(trx, firstPositions);
  const roles = await insertRoles(trx, firstRoles);
  const [accountId] = await insertAccounts(tx.as<AuthTables>(), [administrator]);
  if (!accountId) throw directoryErrors.fail('directory.email_taken');
  const person = { id: uuidv7(), name: administrator.name, email: administrator.email.toLowerCase(), phone: null };
  await insertPeople(trx, [person]);
  await linkAccounts(trx, [{ accountId, personId: person.id }]);
  await insertAssignments(trx, [
    {
      id: uuidv7(),
      personId: person.id,
      agencyId: facts.rootAgencyId,
      positionId: positions.get('Quản trị viên') ?? '',
      primary: true,
      acting: false,
      from: day,
      to: null,
    },
  ]);
  const right = { scope: 'node', agencyId: null, assignmentId: null, from: day, to: null } as const;
  await insertGrants(trx, [{ personId: person.id, roleId: roles.get('system_admin') ?? '', ...right }]);
  tx.audit({
    action: 'directory.node.set_up',
    subject: { type: 'directory.node', id: facts.code },
    unitId: facts.rootAgencyId,
    before: null,
    after: { ...facts, administrator: { personId: person.id, name: person.name, email: person.email } },
  });
  tx.emit({ topic: CHANGED });
  return facts;
}

function rootAgency(node: NewNode, id: string) {
  const codes = [{ system: 'eid' as const, code: node.code, sample: false }];
  return {
    id,
    kind: node.kind,
    level: node.kind === 'ministry' ? ('central' as const) : ('province' as const),
    ...rootName(node),
    parentId: null,
    // When it was founded nobody was asked.
    period: { from: null, to: null },
    codes: node.statisticsCode
      ? [...codes, { system: 'statistics' as const, code: node.statisticsCode, sample: false }]
      : codes,
  };
}

/** The identifier of level 1 belongs to the committee: `Tỉnh Khánh Hòa` is run by the `Ủy ban nhân dân tỉnh Khánh Hòa`. */
export function rootName({ name, kind }: Pick<NewNode, 'name' | 'kind'>): { name: string; shortName: string } {
  if (kind === 'ministry' || /^(Ủy ban|UBND)/i.test(name)) return { name, shortName: name };
  const [, unit = 'tỉnh', rest = name] = /^(tỉnh|thành phố)\s+(.+)$/i.exec(name) ?? [];
  const place = `${unit.toLowerCase()} ${rest}`;
  return { name: `Ủy ban nhân dân ${place}`, shortName: `UBND ${place}` };
}
