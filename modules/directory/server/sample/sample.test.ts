import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rootName } from '../set-up/found-node.ts';
import { sampleAccounts } from './accounts.ts';
import { planAgencies } from './plan-agencies.ts';
import { planPeople } from './plan-people.ts';

test('the sample is the same people each time, no address twice, and every parent stands before its children', () => {
  const plan = planAgencies('root');
  const seen = new Set<string | null>(['root', null]);
  for (const agency of [...plan.before, ...plan.provincial]) {
    expect(seen).toContain(agency.parentId);
    seen.add(agency.id);
  }
  const once = planPeople('root', plan).people.map((person) => [person.name, person.email]);
  const again = planPeople('root', planAgencies('root')).people.map((person) => [person.name, person.email]);
  expect(again).toEqual(once);
  expect(new Set(once.map(([, email]) => email)).size).toBe(once.length);
});

test('194 communes go into 65, each marked as guessed, and no district is left', () => {
  const [communes, provinces] = planAgencies('root').reorganisations;
  const merges = communes?.moves.filter((move) => move.kind === 'merge') ?? [];
  expect(merges).toHaveLength(194);
  expect(merges.every((move) => move.guess !== null)).toBe(true);
  expect(new Set(merges.map((move) => move.toId)).size).toBe(65);
  expect(communes?.moves.filter((move) => move.kind === 'abolish')).toHaveLength(16);
  expect(provinces?.moves).toMatchObject([{ kind: 'merge', toId: 'root', guess: null }]);
});

test('the root of a province is its committee; a ministry is itself', () => {
  expect(rootName({ name: 'Tỉnh Khánh Hòa', kind: 'province' })).toEqual({
    name: 'Ủy ban nhân dân tỉnh Khánh Hòa',
    shortName: 'UBND tỉnh Khánh Hòa',
  });
  expect(rootName({ name: 'Thành phố Huế', kind: 'province' }).shortName).toBe('UBND thành phố Huế');
  expect(rootName({ name: 'Gia Lai', kind: 'province' }).shortName).toBe('UBND tỉnh Gia Lai');
  expect(rootName({ name: 'UBND tỉnh Gia Lai', kind: 'province' }).name).toBe('UBND tỉnh Gia Lai');
  expect(rootName({ name: 'Bộ Nội vụ', kind: 'ministry' }).name).toBe('Bộ Nội vụ');
});

test.each(['README.md', 'README.vi.md'])('%s names every sample account and its password', (name) => {
  const page = readFileSync(new URL(`../../../../${name}`, import.meta.url), 'utf8');
  const named = [...page.matchAll(/^\| (\S+@\S+) \|/gm)].map(([, email]) => email);
  expect(named).toEqual(sampleAccounts.map(({ email }) => email));
  for (const { password } of sampleAccounts) expect(page).toContain(`\`${password}\``);
});
