import type { Kysely } from 'kysely';
import { agenciesBelow } from '#modules/directory/server/index.ts';
import { type Reach, requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { refuseBeforeEnrolment } from '#platform/server/http/access.ts';
import { usageErrors } from '../../errors.ts';
import { dayIn } from '../days.ts';
import { BOARD_ZONE } from '../reports/board-filter.ts';
import { scopeReadReports } from '../sites/policy.ts';
import type { UsageTables } from '../tables.ts';
import { findKeyByHash, noteUse } from './keys.repo.ts';
import { hashOf } from './token.ts';

/** Whose reports may be read: sites of these owners, and of those perhaps only some. */
export interface Reader {
  owners: Reach;
  codes: ReadonlySet<number> | null;
}

/**
 * Who reads: the bearer of a key, or whoever is signed in. A token that does not hold is refused, whatever session there is.
 * @throws usage.token_refused, platform.not_signed_in, platform.forbidden
 */
export async function readerOf(ctx: Context, token: string): Promise<Reader> {
  if (token === '') {
    refuseBeforeEnrolment(ctx);
    requirePermission(ctx, 'usage.report.read');
    return { owners: scopeReadReports(ctx.actor), codes: null };
  }
  const { platform } = ctx;
  const db = platform.db as Kysely<UsageTables>;
  const key = await findKeyByHash(db, hashOf(token));
  const today = dayIn(platform.now(), BOARD_ZONE);
  if (!key) throw refused('There is no such key.');
  if (key.revokedAt !== null) throw refused('The key was revoked.');
  if (key.expiresOn < today) throw refused(`The key held until ${key.expiresOn}.`);
  if (key.lastUsedOn !== today) await noteUse(db, key.id, today);
  const owners = key.below ? await agenciesBelow(platform, key.agencyId) : new Set([key.agencyId]);
  return { owners, codes: key.siteCodes && new Set(key.siteCodes) };
}

export function mayRead({ owners, codes }: Reader, site: { ownerId: string; code: number }): boolean {
  return (owners === 'all' || owners.has(site.ownerId)) && (codes === null || codes.has(site.code));
}

function refused(detail: string) {
  return usageErrors.fail('usage.token_refused', { detail: `${detail} Make a key in the settings of the site.` });
}
