import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Reach } from '#platform/server/auth/actor.ts';
import { buildTree } from '../agencies/tree.ts';
import { contains } from '../roles/grant-role.ts';
import { rightsUnder } from '../roles/reach.ts';
import { delegatedReach, NEVER_LENT } from './delegated-reach.ts';

const KNOWN = ['directory.person.read', 'directory.person.write', 'directory.role.grant', 'usage.site.read'];
const UNITS = ['root', 'a', 'a1', 'b'];
const tree = buildTree([
  { id: 'root', parent: null },
  { id: 'a', parent: 'root' },
  { id: 'a1', parent: 'a' },
  { id: 'b', parent: 'root' },
]);

const reach: fc.Arbitrary<Reach> = fc.oneof(
  fc.constant('all' as const),
  fc.uniqueArray(fc.constantFrom(...UNITS)).map((units) => new Set(units)),
);
const reaches = fc.dictionary(fc.constantFrom(...KNOWN), reach).map((held) => new Map(Object.entries(held)));
const lent = fc.oneof(
  fc.record({
    permissions: fc.array(fc.constantFrom(...KNOWN, '*', '*.read', 'usage.*')),
    scope: fc.constant('post' as const),
    agencyId: fc.constant(null),
  }),
  fc.record({
    permissions: fc.array(fc.constantFrom(...KNOWN, '*', '*.read', 'usage.*')),
    scope: fc.constantFrom('unit' as const, 'below' as const),
    agencyId: fc.constantFrom(...UNITS, 'closed'),
  }),
);

test('a delegation never gives more than its giver holds, nor beyond its scope', () => {
  fc.assert(
    fc.property(reaches, lent, (giver, delegation) => {
      const given = delegatedReach(giver, delegation, tree, KNOWN);
      for (const [permission, units] of given) {
        expect(contains(giver.get(permission) ?? new Set(), units)).toBe(true);
        if (delegation.scope === 'unit') expect([...(units as Set<string>)]).toEqual([delegation.agencyId]);
      }
    }),
  );
});

test('what is handed on only shrinks, and shrinks with the giver', () => {
  fc.assert(
    fc.property(reaches, lent, lent, fc.constantFrom(...KNOWN), (giver, first, second, lost) => {
      const once = delegatedReach(giver, first, tree, KNOWN);
      const twice = delegatedReach(once, second, tree, KNOWN);
      for (const [permission, units] of twice) expect(contains(once.get(permission) ?? new Set(), units)).toBe(true);
      const poorer = new Map([...giver].filter(([permission]) => permission !== lost));
      expect(delegatedReach(poorer, first, tree, KNOWN).has(lost)).toBe(false);
    }),
  );
});

test('the power to give power is never lent', () => {
  const all = new Map(KNOWN.map((permission) => [permission, 'all' as const]));
  const given = delegatedReach(all, { permissions: ['*'], scope: 'post', agencyId: null }, tree, KNOWN);
  expect([...given.keys()]).toEqual(KNOWN.filter((permission) => !NEVER_LENT.includes(permission)));
});

test('under a hat count the rights of its post and those bound to none', () => {
  const rights = [{ assignmentId: 'here' }, { assignmentId: 'there' }, { assignmentId: null }];
  expect(rightsUnder('here', rights)).toEqual([{ assignmentId: 'here' }, { assignmentId: null }]);
  fc.assert(
    fc.property(fc.array(fc.record({ assignmentId: fc.option(fc.constantFrom('1', '2', '3')) })), (held) => {
      const one = rightsUnder('1', held);
      const other = rightsUnder('2', held);
      // No right bound to a post counts under two hats.
      expect(one.filter((right) => right.assignmentId !== null && other.includes(right))).toEqual([]);
    }),
  );
});
