import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeSettings } from '#platform/server/config/config.ts';

/* The two front pages must say what the program does: its settings with their defaults, and the same in both. */
const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const PAGES = { 'README.md': read('README.md'), 'README.vi.md': read('README.vi.md') };

const cellsOf = (row: string) => row.split('|').map((cell) => cell.trim());
const rowsOf = (page: string) => page.split('\n').filter((line) => line.startsWith('| '));
const codeBlocks = (page: string) =>
  [...page.matchAll(/```sh\n(.*?)```/gs)].map(([, code]) => (code as string).replace(/ *#.*$/gm, ''));

test.each(Object.entries(PAGES))('%s has every setting with its default, and no other', (_name, page) => {
  const settings = rowsOf(page)
    .map(cellsOf)
    .filter(([, first]) => /^`[A-Z][A-Z0-9_]*`$/.test(first ?? ''))
    .map(([, name, value]) => [name?.slice(1, -1), value === '–' ? null : value?.replaceAll('`', '')]);
  expect(settings).toEqual(describeSettings().map(({ name, default: usual }) => [name, usual]));
});

test('README.md describes the settings as the program does', () => {
  const page = PAGES['README.md'];
  for (const { name, description } of describeSettings()) expect(page, name).toContain(`| ${description} |`);
});

test('both front pages have the same parts, commands and tables', () => {
  const [english, vietnamese] = Object.values(PAGES) as [string, string];
  const shape = (page: string) => page.match(/^#+/gm);
  expect(shape(vietnamese)).toEqual(shape(english));
  expect(codeBlocks(vietnamese)).toEqual(codeBlocks(english));
  expect(rowsOf(vietnamese).length).toBe(rowsOf(english).length);
});
