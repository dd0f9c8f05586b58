import type { SettingRow } from '../../contracts/operations.ts';
import { requirePermission } from '../auth/actor.ts';
import type { Context } from '../context.ts';

/** Settings in force; what is secret has no value here. @throws platform.forbidden */
export async function listSettings(ctx: Context): Promise<{ file: string; rows: SettingRow[] }> {
  requirePermission(ctx, 'platform.operations.read', null);
  const { settingsFile, inForce } = ctx.platform.config;
  return { file: settingsFile, rows: [...inForce] };
}
