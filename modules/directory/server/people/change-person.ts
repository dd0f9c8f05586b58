import { platformErrors } from '#platform/errors.ts';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { ChangePerson } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import { withMeaning } from '../constraints.ts';
import type { DirectoryTables } from '../tables.ts';
import { mayWritePerson } from './get-person.ts';
import { updatePerson } from './people.repo.ts';
import { requirePerson } from './require-person.ts';

/**
 * Corrects a name, an address or a phone number. The address with which a person signs in is not changed here: whoever
 * keeps the directory could else take the account over.
 * @throws directory.person_not_found, directory.email_taken, directory.email_signs_in
 */
export async function changePerson(ctx: Context, id: string, given: ChangePerson): Promise<void> {
  requirePermission(ctx, 'directory.person.write');
  const input = ChangePerson.parse(given);
  const { person, posts } = await requirePerson(ctx, ctx.platform.db, id);
  if (!mayWritePerson(ctx, posts)) throw platformErrors.fail('platform.forbidden');
  if (person.hasAccount && person.email !== input.email) throw directoryErrors.fail('directory.email_signs_in');
  const { name, email, phone } = person;
  await withMeaning(
    transact(ctx, async (tx) => {
      await updatePerson(tx.as<DirectoryTables>(), id, input);
      tx.audit({
        action: 'directory.person.change',
        subject: { type: 'directory.person', id },
        unitId: posts.find((post) => post.inForce)?.agency.id ?? null,
        before: { name, email, phone },
        after: input,
      });
      tx.emit({ topic: CHANGED });
    }),
  );
  forgetCache(ctx.platform);
}
