import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { trackerScript } from './modules/usage/client/script.ts';
import { budgets } from './platform/web/build/budgets.ts';
import { bareContracts } from './platform/web/build/contracts.ts';
import { keepLastBuild } from './platform/web/build/keep-last-build.ts';
import { precompress } from './platform/web/build/precompress.ts';
import { standaloneScript } from './platform/web/build/standalone-script.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Screens are always built for use: a NODE_ENV of the terminal or of a test run would bring in React's slow half.
if (process.argv.includes('build')) process.env.NODE_ENV = 'production';

/** Two pages: the shell for who works here, and the light door for sign-in and set-up. `vite` serves them while you work. */
export default defineConfig({
  root: here('app'),
  publicDir: here('platform/web/public'),
  plugins: [bareContracts(), react(), precompress(), keepLastBuild(), budgets(), standaloneScript(trackerScript)],
  build: {
    outDir: '../dist/web',
    manifest: true,
    target: 'es2022',
    // A file beside the page, never inside it: the policy allows no inline script.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: { input: { index: here('app/index.html'), door: here('app/door.html') } },
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/embed', '/matomo.js', '/matomo.php', '/tracking'].map((path) => [
        path,
        `http://localhost:${process.env.PORT ?? 3000}`,
      ]),
    ),
  },
});
