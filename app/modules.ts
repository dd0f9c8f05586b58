import { directory } from '#modules/directory/server/index.ts';
import { meetings } from '#modules/meetings/server/index.ts';
import { usage } from '#modules/usage/server/index.ts';
import { core } from '#platform/server/core.ts';
import type { ServerModule } from '#platform/server/module.ts';

/** The rooms of this house, the platform's own part first; later ones may call earlier ones. */
export const modules: readonly ServerModule[] = [core, directory, meetings, usage];
