import { fileURLToPath } from 'node:url';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** How the client is built (`vite.config.ts`) and where the node finds it. */
export const trackerScript = {
  entry: here('main.ts'),
  file: here('../../../dist/embed/gov-tracking.min.js'),
  budgetBytes: 4_000,
  banner: '/*! Nhịp Cầu gov-tracking, Apache-2.0 */',
};
