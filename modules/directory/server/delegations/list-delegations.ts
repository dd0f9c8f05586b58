import type { Kysely } from 'kysely';
import { may } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { Delegation } from '../../contract.ts';
import { requirePerson } from '../people/require-person.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { listDelegationsOf } from './delegations.repo.ts';

/** What a person has lent and was lent. @throws directory.person_not_found */
export async function listDelegations(ctx: Context, personId: string): Promise<{ rows: Delegation[] }> {
  await requirePerson(ctx, ctx.platform.db, personId);
  return await delegationsOf(ctx, personId);
}

/** As {@link listDelegations}, for who has just acted on them. */
export async function delegationsOf(ctx: Context, personId: string): Promise<{ rows: Delegation[] }> {
  const rows = await listDelegationsOf(ctx.platform.db as Kysely<DirectoryTables>, personId, dayOf(ctx.platform.now()));
  const { actor } = ctx;
  const me = actor.kind === 'person' ? actor.personId : '';
  return {
    rows: rows.map((row) => {
      const open = row.state === 'coming' || row.state === 'in_force';
      const mine = row.giver.id === me || row.taker.id === me;
      const revoke = open && (mine || may(actor, 'directory.person.write', row.assignment.agency.id));
      const handOn = row.state === 'in_force' && row.onward && row.taker.id === me;
      return { ...row, can: { revoke, handOn } };
    }),
  };
}
