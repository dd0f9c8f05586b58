import type { Context } from '#platform/server/context.ts';
import type { LogImport } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';
import { changeImport, discardImport, OtherState } from './change-import.ts';
import { requireImport, requireState } from './view.ts';

/**
 * Stops an import after the batch in hand; what is counted stays until it is undone. An upload that was not started goes
 * altogether: null.
 * @throws usage.site_not_found, usage.log_import_not_found, usage.log_import_state
 */
export async function cancelLogImport(ctx: Context, code: number, id: string): Promise<{ import: LogImport | null }> {
  const one = await requireImport(ctx, code, id);
  requireState(one, 'cancel');
  try {
    if (one.state === 'uploaded') {
      await discardImport(ctx, one);
      return { import: null };
    }
    const cancelled = await changeImport(ctx, one, ['waiting', 'running'], {
      state: 'cancelled',
      endedAt: ctx.platform.now(),
    });
    return { import: cancelled };
  } catch (error) {
    if (error instanceof OtherState) throw usageErrors.fail('usage.log_import_state', { detail: error.message });
    throw error;
  }
}
