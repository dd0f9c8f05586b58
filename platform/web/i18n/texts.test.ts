import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { core } from 'zod';

/*
 * Every text stands in both languages, is used, and every key that a screen asks for exists. A namespace is a pair of
 * files; its keys may be used anywhere in its room (the platform's by all).
 */
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PLURALS = /_(zero|one|two|few|many|other)$/;

/** The platform's own wheel, with texts of its own. */
const OPERATIONS = 'platform/web/operations';

interface Namespace {
  name: string;
  folder: string;
  /** Where its keys are used. */
  room: string;
}

const namespaces: Namespace[] = globSync(
  [
    'platform/web/i18n/vi.json',
    'platform/web/operations/i18n/vi.json',
    'modules/*/i18n/vi.json',
    'modules/*/web/door/texts/vi.json',
  ],
  { cwd: ROOT },
).map((file) => {
  const parts = file.split('/');
  if (file.includes('/operations/')) {
    return { name: 'operations', folder: dirname(file), room: `{${OPERATIONS},platform/server}` };
  }
  const door = file.includes('/door/');
  const room = door
    ? join('modules', parts[1] as string, 'web/door')
    : parts[0] === 'platform'
      ? 'platform/web'
      : join('modules', parts[1] as string);
  return {
    name: door ? `${parts[1]} door` : parts[0] === 'platform' ? 'platform' : (parts[1] as string),
    folder: dirname(file),
    room,
  };
});

describe.each(namespaces)('$name', ({ name, folder, room }) => {
  const vi = read(folder, 'vi');
  const en = read(folder, 'en');

  test('is complete in both languages', () => {
    const bare = (texts: Map<string, string>) =>
      [...new Set([...texts.keys()].map((key) => key.replace(PLURALS, '')))].sort();
    expect(bare(en)).toEqual(bare(vi));
    for (const [key, text] of [...vi, ...en]) expect(text.trim(), key).not.toBe('');
  });

  test('uses the same values in both languages', () => {
    const both = [...vi].filter(([key]) => en.has(key));
    for (const [key, text] of both) expect(values(en.get(key) as string), key).toEqual(values(text));
  });

  test('has no text that nobody uses', () => {
    const source = sourceOf(room);
    const unused = [...vi.keys()]
      .map((key) => key.replace(PLURALS, ''))
      .filter((key) => !isUsed(key, source) && !isErrorOf(name, key) && !isProblem(name, key) && !isTold(name, key));
    expect(unused).toEqual([]);
  });

  test('has every text that is asked for', () => {
    if (name === 'operations' || (name !== 'platform' && !name.endsWith(' door'))) return; // The key types check the rest, with the compiler.
    const keys = new Set([...vi.keys()].map((key) => key.replace(PLURALS, '')));
    const asked = [...sourceOf(room).matchAll(/\bt\('([\w.]+)'/g)].map(([, key]) => key as string);
    expect(asked.filter((key) => !keys.has(key))).toEqual([]);
  });
});

const rooms = namespaces.filter(({ name }) => !name.endsWith(' door'));
const modules = rooms.filter(({ name }) => name !== 'operations');

test.each(rooms.filter(({ name }) => name !== 'platform'))(
  'every job, act and kind of thing of $name that the audit tells has a text',
  ({ name, folder }) => {
    const vi = read(folder, 'vi');
    expect(toldBy(name).filter((key) => !vi.has(key))).toEqual([]);
  },
);

test('what the audit tells is found at all', () => {
  expect(modules.filter(({ name }) => toldBy(name).length > 3).length).toBeGreaterThan(1);
});

test.each(modules)('every error of $name has a text', ({ name, folder }) => {
  const vi = read(folder, 'vi');
  expect(errorCodes(name).filter((code) => !vi.has(`errors.${code.slice(name.length + 1)}`))).toEqual([]);
});

test.each(modules)('every problem of a field of $name has a text', ({ name, folder }) => {
  const vi = read(folder, 'vi');
  expect([...problemCodes(name)].filter((code) => !vi.has(`problems.${code}`))).toEqual([]);
});

function read(folder: string, language: string): Map<string, string> {
  return new Map(flat(JSON.parse(readFileSync(join(ROOT, folder, `${language}.json`), 'utf8'))));
}

function flat(texts: object, before = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[before + key, value] as [string, string]] : flat(value, `${before}${key}.`),
  );
}

function values(text: string): string[] {
  return [...text.matchAll(/\{+(\w+)\}+/g)].map(([, value]) => value as string).sort();
}

const sources = new Map<string, string>();

/** All code of a room, read once. */
function sourceOf(room: string): string {
  const known = sources.get(room);
  if (known !== undefined) return known;
  const isOther = (file: string) => room === 'platform/web' && file.startsWith(OPERATIONS);
  const source = globSync(`${room}/**/*.{ts,tsx}`, { cwd: ROOT, exclude: (name) => /\.test\.tsx?$/.test(String(name)) })
    .filter((file) => !isOther(file))
    .map((file) => readFileSync(join(ROOT, file), 'utf8'))
    .join('\n');
  sources.set(room, source);
  return source;
}

/** As a whole between quotes, after a namespace, or with its last part built: t(`kit.${state}`). */
function isUsed(key: string, source: string): boolean {
  const [, family = ''] = /^(.*)\.[^.]+$/.exec(key) ?? [];
  return (
    ["'", ':', '`', '"'].some((quote) => source.includes(`${quote}${key}`)) ||
    (family !== '' && ['`', ':'].some((quote) => source.includes(`${quote}${family}.\${`)))
  );
}

/** What names a record of the audit or a job: the module's own server; the platform's is told by its wheel. */
function serverOf(name: string): { prefix: string; source: string } {
  const prefix = name === 'operations' ? 'platform' : name;
  return { prefix, source: sourceOf(name === 'operations' ? 'platform/server' : join('modules', name, 'server')) };
}

/** `actions.site.close` for `action: 'usage.site.close'`, and so for jobs and subjects. */
function toldBy(name: string): string[] {
  const { prefix, source } = serverOf(name);
  const found = (family: string, pattern: string) =>
    [...source.matchAll(new RegExp(`${pattern}'${prefix}\\.([\\w.]+)'`, 'g'))].map(([, rest]) => `${family}.${rest}`);
  return [
    ...found('jobs', 'defineJob\\(\\{\\s+name: '),
    ...found('actions', '\\baction: '),
    ...found('subjects', 'subject(?: = |: )\\{ type: '),
  ];
}

/** Told as a whole, or as the end of a name that is put together. */
function isTold(name: string, key: string): boolean {
  const [, family, rest] = /^(jobs|actions|subjects)\.(.+)$/.exec(key) ?? [];
  if (family === undefined || name === 'platform') return false;
  const { prefix, source } = serverOf(name);
  const code = `${prefix}.${rest}`;
  const parts = [...source.matchAll(new RegExp(`\`(${prefix}\\.[\\w.]+)\\$\\{`, 'g'))].map(
    ([, part]) => part as string,
  );
  const forAny = [...source.matchAll(/`\$\{[^`}]+\}\.(\w+(?:\.\w+)*)/g)].map(([, part]) => part as string);
  return (
    source.includes(`'${code}'`) ||
    parts.some((part) => code.startsWith(part)) ||
    forAny.some((part) => rest?.startsWith(part))
  );
}

function errorCodes(name: string): string[] {
  const room = join(ROOT, name === 'platform' ? 'platform' : `modules/${name}`);
  // A large module has a file of errors for each of its topics, below `errors/`.
  const files = globSync(['errors.ts', 'errors/*.ts'], { cwd: room });
  const source = files.map((file) => readFileSync(join(room, file), 'utf8')).join('\n');
  return [...source.matchAll(new RegExp(`'(${name}\\.\\w+)': \\{`, 'g'))].map(([, code]) => code as string);
}

function isErrorOf(name: string, key: string): boolean {
  if (name === 'operations') return false;
  // `offline` is the browser's own: no server could say it.
  return (
    key === 'errors.offline' ||
    (key.startsWith('errors.') && errorCodes(name).includes(`${name}.${key.slice('errors.'.length)}`))
  );
}

/** What zod finds wrong; the compiler keeps the list whole. */
const ZOD_CODES: Record<core.$ZodIssueCode, true> = {
  invalid_type: true,
  too_big: true,
  too_small: true,
  invalid_format: true,
  not_multiple_of: true,
  unrecognized_keys: true,
  invalid_union: true,
  invalid_key: true,
  invalid_element: true,
  invalid_value: true,
  custom: true,
};

/** Reasons that the room names for a bad field: `code: 'usage.zone', message` in verbs, `problem: '…'` in schemas. */
function problemCodes(name: string): Set<string> {
  const own = name === 'platform' ? '' : `${name}\\.`;
  const named = new RegExp(`(?:path: [^,]+,\\s+code|problem): '${own}(\\w+)'`, 'g');
  // The platform's codes may be used by all.
  const source = sourceOf(name === 'platform' ? '{platform,modules}' : join('modules', name));
  const codes = [...source.matchAll(named)].map(([, code]) => code as string);
  return new Set([...codes, ...(name === 'platform' ? Object.keys(ZOD_CODES) : [])]);
}

/** `problems.too_small`, and `problems.too_small_string` for values of one kind. */
function isProblem(name: string, key: string): boolean {
  if (name === 'operations') return false;
  const codes = [...problemCodes(name)];
  return (
    key.startsWith('problems.') && codes.some((code) => `${key.slice('problems.'.length)}_`.startsWith(`${code}_`))
  );
}
