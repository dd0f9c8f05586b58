import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const papers = globSync('**/*.md', { cwd: ROOT, exclude: (path) => /^(dist|data)$|(^|\/)node_modules$/.test(path) });

/** Links `[words](path#part)` of a paper that lead to a file beside it, without those in code. */
function linksOf(text: string): string[] {
  const prose = text.replace(/```.*?```/gs, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to as string).filter((to) => !/^[a-z]+:/i.test(to));
}

/** The part of a heading's address after `#`, as GitHub makes it. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    (heading as string)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test.each(papers)('every link of %s leads to a file, and to a heading where it names one', (paper) => {
  const text = readFileSync(join(ROOT, paper), 'utf8');
  const broken = linksOf(text).filter((link) => {
    const [path = '', anchor] = link.split('#', 2);
    const file = path === '' ? join(ROOT, paper) : join(ROOT, dirname(paper), decodeURIComponent(path));
    if (!existsSync(file)) return true;
    return anchor !== undefined && file.endsWith('.md') && !anchorsOf(readFileSync(file, 'utf8')).includes(anchor);
  });
  expect(broken).toEqual([]);
});

/** Paths of the project between backticks, such as `platform/server/module.ts`; patterns and examples are none. */
function pathsOf(text: string): string[] {
  const prose = text.replace(/```.*?```/gs, '');
  return [...prose.matchAll(/`((?:app|bench|docs|e2e|lint|modules|platform|scripts)\/[\w./-]*)`/g)].map(
    ([, path]) => path as string,
  );
}

test.each(papers.filter((paper) => !paper.includes('CHANGELOG')))('every file that %s names is there', (paper) => {
  const named = pathsOf(readFileSync(join(ROOT, paper), 'utf8'));
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
