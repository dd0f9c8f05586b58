import type { Kysely, Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { type AuthTables, insertAccounts } from '#platform/server/auth/accounts.repo.ts';
import { requirePermission } from '#platform/server/auth/actor.ts';
import { hashPassword } from '#platform/server/auth/password/hash.ts';
import type { Context } from '#platform/server/context.ts';
import { type Tx, transact } from '#platform/server/database/transact.ts';
import type { Progress } from '#platform/server/module.ts';
import { countByName, insertAgencies } from './agencies/agencies.repo.ts';
import { CHANGED, forgetCache } from './cache.ts';
import { insertDelegation } from './delegations/delegations.repo.ts';
import {
  findPostByEmail,
  insertAssignments,
  insertPeople,
  insertPositions,
  linkAccounts,
} from './people/people.repo.ts';
import { insertGrants, insertRoles } from './roles/roles.repo.ts';
import { type SampleAccount, sampleAccounts } from './sample/accounts.ts';
import { loadMerger } from './sample/load-merger.ts';
import { sampleNode } from './sample/node.ts';
import { type AgencyPlan, idOf, planAgencies } from './sample/plan-agencies.ts';
import { MERGER } from './sample/plan-merger.ts';
import { planPeople } from './sample/plan-people.ts';
import { firstPositions, firstRoles } from './set-up/first-rows.ts';
import { foundNode } from './set-up/found-node.ts';
import { findNode } from './set-up/node.repo.ts';
import type { DirectoryTables } from './tables.ts';
import { type Day, dayOf, plusDays } from './time/day.ts';

/**
 * Fills the sample province: whole, in one transaction, or not at all. On a node that nobody has set up it also names the node.
 * A node that already has agencies below its root is left as it is.
 */
export async function demo(ctx: Context, progress: Progress): Promise<void> {
  requirePermission(ctx, 'directory.agency.write');
  const day = dayOf(ctx.platform.now());
  if ((await countByName(ctx.platform.db as Kysely<DirectoryTables>, { day })) > 1) return;
  const known = await findNode(ctx.platform);
  progress('accounts', 0, sampleAccounts.length);
  const accounts = await Promise.all(
    sampleAccounts.map(async (account) => ({ ...account, passwordHash: await hashPassword(account.password) })),
  );
  await transact(ctx, async (tx) => {
    const [administrator, ...others] = accounts as [HashedAccount, ...HashedAccount[]];
    const node = known ?? (await foundNode(tx, sampleNode, administrator, day));
    const trx = tx.as<DirectoryTables>();
    const plan = planAgencies(node.rootAgencyId);
    progress('agencies', 0, plan.agencies.length);
    await insertAgencies(trx, plan.before);
    await loadMerger(ctx, tx, plan);
    await insertAgencies(trx, plan.provincial);
    const positions = await insertPositions(trx, firstPositions);
    const people = await loadPeople(trx, node.rootAgencyId, plan, positions, progress);
    const made = await addAccounts(tx, known ? accounts : others, node.rootAgencyId, plan, positions);
    await lendForAWhile(trx, day);
    tx.audit({
      action: 'directory.sample.load',
      subject: { type: 'directory.node', id: node.code },
      unitId: node.rootAgencyId,
      before: null,
      after: { agencies: plan.agencies.length, people, accounts: made },
    });
    tx.emit({ topic: CHANGED });
  });
  forgetCache(ctx.platform);
}

async function loadPeople(
  trx: Transaction<DirectoryTables>,
  rootId: string,
  plan: AgencyPlan,
  positions: ReadonlyMap<string, string>,
  progress: Progress,
): Promise<number> {
  const { people, posts } = planPeople(rootId, plan);
  progress('people', 0, people.length);
  await insertPeople(trx, people);
  const assignments = posts.map(({ position, ...post }) => ({ ...post, positionId: positions.get(position) ?? '' }));
  await insertAssignments(trx, assignments);
  progress('people', people.length, people.length);
  return people.length;
}

type HashedAccount = SampleAccount & { passwordHash: string };

/** Accounts with a person, a post and a right bound to the post. Addresses that have an account already are left alone. */
async function addAccounts(
  tx: Tx,
  accounts: readonly HashedAccount[],
  rootId: string,
  plan: AgencyPlan,
  positions: ReadonlyMap<string, string>,
): Promise<number> {
  const trx = tx.as<DirectoryTables>();
  const roles = await insertRoles(trx, firstRoles);
  const ids = await insertAccounts(tx.as<AuthTables>(), accounts);
  const made = accounts.flatMap((account, index) => {
    const accountId = ids[index];
    if (!accountId) return [];
    const agencyId = account.agency === null ? rootId : idOf(plan, account.agency);
    return [{ account, accountId, agencyId, personId: uuidv7(), assignmentId: uuidv7() }];
  });
  await insertPeople(
    trx,
    made.map(({ account, personId }) => ({ id: personId, name: account.name, email: account.email, phone: null })),
  );
  await linkAccounts(trx, made);
  const term = { from: MERGER, to: null };
  await insertAssignments(
    trx,
    made.map(({ account, agencyId, personId, assignmentId }) => ({
      id: assignmentId,
      personId,
      agencyId,
      positionId: positions.get(account.position) ?? '',
      primary: true,
      acting: false,
      ...term,
    })),
  );
  const reader = roles.get('reader') ?? '';
  await insertGrants(
    trx,
    made.flatMap(({ account, agencyId, personId, assignmentId }) => {
      const bound = { personId, assignmentId, ...term };
      const own = { ...bound, roleId: roles.get(account.role) ?? '', scope: account.scope };
      const everybody = { ...bound, roleId: reader, scope: 'node' as const, agencyId: null };
      const right = { ...own, agencyId: account.scope === 'node' ? null : agencyId };
      return [right, everybody];
    }),
  );
  return made.length;
}

const AWAY_DAYS = 21;

/** The one delegation of the sample: the vice chairwoman is away, and the administrator reads the figures in her name. */
async function lendForAWhile(trx: Transaction<DirectoryTables>, day: Day): Promise<void> {
  const holderOf = (role: string) =>
    findPostByEmail(trx, sampleAccounts.find((account) => account.role === role)?.email ?? '');
  const [giver, taker] = [await holderOf('leader'), await holderOf('system_admin')];
  if (!giver || !taker) return;
  await insertDelegation(trx, {
    id: uuidv7(),
    assignmentId: giver.assignmentId,
    giverId: giver.personId,
    takerId: taker.personId,
    sourceId: null,
    permissions: ['*.read'],
    scope: 'post',
    agencyId: null,
    onward: false,
    legalBasis: 'Giấy ủy quyền 15/GUQ-UBND (dữ liệu mẫu)',
    from: day,
    to: plusDays(day, AWAY_DAYS),
  });
}
