import type { Kysely } from 'kysely';
import { requirePermission, scopeOf } from '#platform/server/auth/actor.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import { deleteTokens, insertToken } from '#platform/server/auth/tokens.repo.ts';
import { publicUrl } from '#platform/server/config/public-url.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { writeMail } from '#platform/server/mail/write-mail.ts';
import { directoryErrors } from '../../errors.ts';
import { invitationMail } from '../mail/mails.ts';
import { findAssignments, findPerson } from '../people/people.repo.ts';
import { findNode } from '../set-up/node.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';

const WRITE = 'directory.person.write';
const LIFE_MS = 7 * 24 * 3_600_000;

/**
 * Invites a person by mail to make an account; an earlier invitation is void. Who may write people of one of the
 * person's agencies may invite. Answers until when it holds.
 * @throws directory.person_not_found, also for a person of other agencies; directory.person_without_email,
 *   directory.person_without_post, directory.has_account
 */
export async function invite(ctx: Context, personId: string): Promise<Date> {
  requirePermission(ctx, WRITE);
  const { platform } = ctx;
  const db = platform.db as Kysely<DirectoryTables>;
  const now = platform.now();
  const [person, allPosts, node] = await Promise.all([
    findPerson(db, personId),
    findAssignments(db, [personId], dayOf(now)),
    findNode(platform),
  ]);
  const posts = (allPosts.get(personId) ?? []).filter((post) => post.inForce);
  const scope = scopeOf(ctx.actor, WRITE);
  const post = posts.find(({ agency }) => scope === 'all' || scope.has(agency.id));
  if (!person || (scope !== 'all' && !post)) throw directoryErrors.fail('directory.person_not_found');
  if (!post) throw directoryErrors.fail('directory.person_without_post');
  if (person.hasAccount) throw directoryErrors.fail('directory.has_account');
  const { email } = person;
  if (email === null) throw directoryErrors.fail('directory.person_without_email');
  const expiresAt = new Date(now.getTime() + LIFE_MS);
  await transact(ctx, async (tx) => {
    const trx = tx.as<AuthTables>();
    await deleteTokens(trx, 'invitation', personId);
    const secret = await insertToken(trx, {
      purpose: 'invitation',
      subject: personId,
      data: { email },
      now,
      lifeMs: LIFE_MS,
    });
    const mail = invitationMail(ctx.locale, {
      name: person.name,
      node: node?.name ?? 'Nhịp Cầu',
      agency: post.agency.name,
      link: `${publicUrl(platform.config)}/invitation#${secret}`,
      until: expiresAt,
    });
    await writeMail(ctx, tx, {
      kind: 'directory.invitation',
      to: email,
      ...mail,
      unitId: post.agency.id,
      expiresAt,
    });
    tx.audit({
      action: 'directory.person.invite',
      subject: { type: 'directory.person', id: personId },
      unitId: post.agency.id,
      before: null,
      after: { email, expiresAt },
    });
  });
  return expiresAt;
}
