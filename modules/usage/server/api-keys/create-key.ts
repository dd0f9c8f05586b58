import { v7 as uuidv7 } from 'uuid';
import { agenciesBelow } from '#modules/directory/server/index.ts';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { type ApiKey, CreateKey, KEY_DAYS_MOST } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';
import { addDays, dayIn } from '../days.ts';
import { BOARD_ZONE } from '../reports/board-filter.ts';
import { requireOpenSite } from '../sites/change-site.ts';
import { requireSite } from '../sites/get-site.ts';
import type { UsageTables } from '../tables.ts';
import { insertKey, type KeyRecord } from './keys.repo.ts';
import { keyViews } from './list-keys.ts';
import { hashOf, newToken } from './token.ts';

/**
 * Makes a key for programs that read reports: of this site, of all sites of its owner, or also of the agencies below, for
 * all of which the caller must hold the right to write. The token is answered once and kept nowhere.
 * @throws usage.site_not_found, usage.site_closed, usage.key_expiry_invalid
 */
export async function createKey(ctx: Context, code: number, given: CreateKey): Promise<{ key: ApiKey; token: string }> {
  const seen = await requireSite(ctx, code);
  requirePermission(ctx, 'usage.site.write', seen.ownerId);
  const { name, scope, expiresOn } = CreateKey.parse(given);
  requireExpiry(expiresOn, dayIn(ctx.platform.now(), BOARD_ZONE));
  const token = newToken();
  const key = await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    const site = await requireOpenSite(trx, code);
    // Between the look and the lock somebody may have handed it on.
    requirePermission(ctx, 'usage.site.write', site.ownerId);
    if (scope === 'agency_below') {
      for (const id of await agenciesBelow(ctx.platform, site.ownerId)) requirePermission(ctx, 'usage.site.write', id);
    }
    const record: KeyRecord = {
      id: uuidv7(),
      name,
      agencyId: site.ownerId,
      below: scope === 'agency_below',
      siteCodes: scope === 'site' ? [code] : null,
      createdAt: ctx.platform.now(),
      expiresOn,
      revokedAt: null,
      lastUsedOn: null,
    };
    await insertKey(trx, record, hashOf(token), ctx.actor.kind === 'person' ? ctx.actor.personId : null);
    tx.audit({
      action: 'usage.key.create',
      subject: { type: 'usage.key', id: record.id },
      unitId: record.agencyId,
      before: null,
      after: record,
    });
    return record;
  });
  const [view] = await keyViews(ctx, [key]);
  return { key: view as ApiKey, token };
}

function requireExpiry(day: string, today: string): void {
  const last = addDays(today, KEY_DAYS_MOST);
  if (day >= today && day <= last) return;
  const message = `Choose a day from ${today} to ${last}.`;
  throw usageErrors.fail('usage.key_expiry_invalid', {
    fields: [{ path: 'body.expiresOn', code: 'usage.key_expiry', message, values: { minimum: today, maximum: last } }],
  });
}
