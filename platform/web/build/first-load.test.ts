import { expect, test } from 'vitest';
import { firstLoad } from './first-load.ts';

test('the first load is the entry and its static imports, each once; lazy ones stay out', () => {
  const manifest = {
    'index.html': { file: 'a.js', imports: ['_b', '_c'], dynamicImports: ['lazy.tsx'] },
    _b: { file: 'b.js', imports: ['_c'] },
    _c: { file: 'c.js' },
    'lazy.tsx': { file: 'lazy.js' },
  };
  expect(firstLoad(manifest, 'index.html')).toEqual(['a.js', 'b.js', 'c.js']);
});
