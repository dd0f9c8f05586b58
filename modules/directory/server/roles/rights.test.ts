import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PersonActor } from '#platform/server/auth/actor.ts';
import { below, buildTree } from '../agencies/tree.ts';
import { canReadPerson, scopePeople } from '../people/policy.ts';
import { expandPermissions } from './expand-permissions.ts';
import { reachOf } from './reach.ts';

const KNOWN = ['directory.agency.read', 'directory.agency.write', 'usage.site.read', 'usage.site.write'];

test('entries of a role cover what the installed modules know, no more', () => {
  expect(expandPermissions(['*'], KNOWN)).toEqual(KNOWN);
  expect(expandPermissions(['*.read'], KNOWN)).toEqual(['directory.agency.read', 'usage.site.read']);
  expect(expandPermissions(['usage.*'], KNOWN)).toEqual(['usage.site.read', 'usage.site.write']);
  expect(expandPermissions(['usage.site.read', 'meetings.vote.cast'], KNOWN)).toEqual(['usage.site.read']);
  expect(expandPermissions(['usage', 'read', ''], KNOWN)).toEqual([]);
});

const tree = buildTree([
  { id: 'a', parent: 'root' },
  { id: 'root', parent: null },
  { id: 'a1', parent: 'a' },
  { id: 'b', parent: 'root' },
]);

test('rights add up; the widest wins; a closed agency gives nothing', () => {
  const right = (scope: 'unit' | 'below' | 'node', agencyId: string | null, ...permissions: string[]) => ({
    scope,
    agencyId,
    permissions,
  });
  const reach = reachOf(
    [
      right('below', 'a', '*.read'),
      right('unit', 'b', 'usage.site.read'),
      right('node', null, 'directory.agency.read'),
      right('unit', 'closed', '*'),
    ],
    tree,
    KNOWN,
  );
  expect(reach.get('usage.site.read')).toEqual(new Set(['a', 'a1', 'b']));
  expect(reach.get('directory.agency.read')).toBe('all');
  expect(reach.get('usage.site.write') ?? new Set()).toEqual(new Set());
});

test('below holds an agency and exactly those whose way up leads through it', () => {
  const trees = fc.array(fc.nat(), { minLength: 1, maxLength: 40 }).map((choices) =>
    // Each stands below an earlier one, so that there is no circle.
    choices.map((choice, index) => ({ id: `${index}`, parent: index === 0 ? null : `${choice % index}` })),
  );
  fc.assert(
    fc.property(trees, fc.nat(), (rows, choice) => {
      const built = buildTree(rows.toReversed());
      const top = rows[choice % rows.length]?.id ?? '0';
      const leadsThrough = (id: string | null | undefined): boolean =>
        id != null && (id === top || leadsThrough(built.parents.get(id)));
      expect(below(built, top)).toEqual(new Set(rows.map((row) => row.id).filter(leadsThrough)));
    }),
  );
});

test('a list of people shows exactly those of whom the policy says yes', () => {
  const units = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'));
  const people = fc.array(units.filter((agencies) => agencies.length > 0));
  fc.assert(
    fc.property(fc.option(units), fc.option(units), people, (held, asked, everybody) => {
      const actor: PersonActor = {
        kind: 'person',
        accountId: '1',
        personId: '1',
        name: 'x',
        sessionId: '1',
        unitId: null,
        reach: new Map([['directory.person.read', held === null ? 'all' : new Set(held)]]),
      };
      const scope = scopePeople(actor, asked === null ? 'all' : new Set(asked));
      for (const agencies of everybody) {
        // A person of two agencies is shown where one of them is both asked for and held.
        const inOne = agencies.some((id) => (asked?.includes(id) ?? true) && canReadPerson(actor, [id]));
        expect(scope === 'all' || agencies.some((id) => scope.has(id))).toBe(inOne);
      }
    }),
  );
});
