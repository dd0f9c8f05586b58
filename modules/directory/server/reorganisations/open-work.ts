import type { Context } from '#platform/server/context.ts';
import type { OpenWork, UnitMove } from '#platform/server/module.ts';

export type ModuleWork = OpenWork & { module: string };

/** Asks every module what it has open at the agencies that move. */
export async function openWork(ctx: Context, moves: readonly UnitMove[]): Promise<ModuleWork[]> {
  if (moves.length === 0) return [];
  const answers = await Promise.all(
    ctx.platform.modules.map(async (module) => {
      const work = (await module.reorganisationEffects?.(ctx, moves)) ?? [];
      return work.map((one) => ({ ...one, module: module.name }));
    }),
  );
  return answers.flat();
}
