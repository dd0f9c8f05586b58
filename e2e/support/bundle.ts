import { fileURLToPath } from 'node:url';
import { build, type Rollup } from 'vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ENTRY = 'page.ts';

/** One script for a page, from code that imports packages as a site's own code would. */
export async function bundle(code: string): Promise<string> {
  const built = await build({
    configFile: false,
    root: ROOT,
    publicDir: false,
    logLevel: 'warn',
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === ENTRY ? `${ROOT}/${ENTRY}` : null),
        load: (id) => (id.endsWith(`/${ENTRY}`) ? code : null),
      },
    ],
    build: {
      write: false,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: ENTRY, output: { format: 'iife' } },
    },
  });
  return (built as Rollup.RollupOutput).output[0].code;
}
