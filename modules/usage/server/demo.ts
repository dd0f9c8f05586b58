import type { Context } from '#platform/server/context.ts';
import type { Progress } from '#platform/server/module.ts';
export async function demo(_ctx: Context, _progress: Progress): Promise<void> {}
