import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { tryRule } from '../testing.ts';
import { layers } from './layers.ts';

const root = mkdtempSync(join(tmpdir(), 'nhipcau-layers-'));
mkdirSync(join(root, 'app'));
writeFileSync(
  join(root, 'app/modules.ts'),
  `import { directory } from '#modules/directory/server/index.ts';
import { usage } from '#modules/usage/server/index.ts';
import { core } from '#platform/server/core.ts';
export const modules: readonly ServerModule[] = [core, directory, usage];`,
);
afterAll(() => rmSync(root, { recursive: true }));

const up = /does not reach up/;
const door = /entered by its/;
const order = /only later modules/;
const sides = /never import/;
const face = /import neither/;
const spelling = /Across rooms/;

tryRule(
  'layers',
  layers,
  {
    silent: [
      ['app/modules.ts', "import { usage } from '#modules/usage/server/index.ts';"],
      ['app/web.tsx', "import { usageWeb } from '#modules/usage/web/index.ts';"],
      ['app/door.tsx', "import { Door } from '#modules/directory/web/door/index.ts';"],
      ['app/node.ts', "import { openPlatform } from './platform.ts'; import '#platform/server/core.ts';"],
      ['modules/usage/server/demo.ts', "import { currentAgencies } from '#modules/directory/server/index.ts';"],
      ['modules/usage/server/sites/get-site.ts', "import { Site } from '../../contract.ts'; import './sites.repo.ts';"],
      ['modules/usage/server/demo.ts', "import { z } from 'zod'; import { join } from 'node:path';"],
      ['modules/usage/web/api.ts', "import { createClient } from '#platform/web/api/client.ts';"],
      ['modules/usage/web/api.ts', "import type { Site } from '../contract.ts'; import('../i18n/vi.json');"],
      ['modules/usage/web/board/filters.tsx', "import { AgencyPicker } from '#modules/directory/web/index.ts';"],
      [
        'modules/usage/contract.ts',
        "import { defineContract } from '#platform/contract.ts'; import './contract/sites.ts';",
      ],
      ['modules/usage/server/sites/sites.db.test.ts', "import '#platform/server/testing/test-platform.ts';"],
      ['modules/usage/server/testing/node.ts', "import '#platform/server/testing/test-platform.ts';"],
      ['platform/server/http/mount.ts', "import { platformErrors } from '../../errors.ts';"],
      ['platform/web/build/contracts.test.ts', "import { defineContract } from '../../contract.ts';"],
      ['vite.config.ts', "import { budgets } from './platform/web/build/budgets.ts';"],
      ['e2e/faults/start.test.ts', "import { isAlive } from '#platform/server/process/process-identity.ts';"],
    ],
    fires: [
      ['platform/server/core.ts', "import { usage } from '#modules/usage/server/index.ts';", up],
      ['platform/web/kit/picker.tsx', "import type { Agency } from '#modules/directory/contract.ts';", up],
      ['modules/usage/server/index.ts', "import { modules } from '#app/modules.ts';", up],
      ['modules/usage/server/demo.ts', "import '#modules/directory/server/agencies/agencies.repo.ts';", door],
      ['modules/usage/server/demo.ts', "import type { Agency } from '#modules/directory/contract.ts';", door],
      ['modules/usage/server/demo.ts', "const x: import('#modules/directory/contract.ts').Agency = y;", door],
      ['modules/usage/web/index.ts', "const load = () => import('#modules/directory/i18n/vi.json');", door],
      ['app/web.tsx', "export { Door } from '#modules/directory/web/door/door.tsx';", door],
      ['modules/directory/server/demo.ts', "import { usage } from '#modules/usage/server/index.ts';", order],
      ['modules/stranger/server/demo.ts', "import { usage } from '#modules/usage/server/index.ts';", order],
      ['modules/usage/server/demo.ts', "import { x } from '../web/api.ts';", sides],
      ['modules/usage/web/api.ts', "export * from '../server/days.ts';", sides],
      ['modules/usage/web/api.ts', "import { log } from '#platform/server/process/log.ts';", sides],
      ['modules/usage/web/api.ts', "import { directory } from '#modules/directory/server/index.ts';", sides],
      ['platform/server/http/mount.ts', "import { format } from '../../web/format.ts';", sides],
      ['modules/usage/contract/sites.ts', "import { days } from '../server/days.ts';", face],
      ['modules/usage/errors.ts', "import '#platform/web/format.ts';", face],
      ['platform/web/shell/start.tsx', "import { weigh } from '../build/first-load.ts';", /bundler/],
      ['platform/web/build/budgets.ts', "import '../format.ts';", /bundler/],
      ['platform/server/core.ts', "import { testPlatform } from './testing/test-platform.ts';", /tests only/],
      ['modules/usage/server/index.ts', "import { hits } from './collector/testing.ts';", /tests only/],
      ['app/node.ts', "import '#e2e/support/node.ts';", /beside the node/],
      ['modules/usage/server/demo.ts', "import '../../../platform/server/core.ts';", spelling],
      ['modules/usage/server/demo.ts', "import '../../directory/server/index.ts';", spelling],
      ['modules/usage/server/demo.ts', "import '#modules/usage/server/days.ts';", /relative/],
      ['platform/server/module.ts', "import type { ErrorSpec } from '#platform/errors.ts';", /relative/],
    ],
  },
  root,
);
