import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare } from './compare.ts';

test('fields stand side by side, changed ones are marked', () => {
  const before = { name: 'Sở Y tế', domains: ['a.vn', 'b.vn'], contact: { phone: '1' }, closed: null };
  const after = { name: 'Sở Y tế', domains: ['a.vn'], contact: { phone: '1', fax: '2' }, posts: [{ id: 7 }] };
  expect(compare(before, after)).toEqual([
    { path: 'name', before: 'Sở Y tế', after: 'Sở Y tế', changed: false },
    { path: 'domains', before: 'a.vn\nb.vn', after: 'a.vn', changed: true },
    { path: 'contact.phone', before: '1', after: '1', changed: false },
    { path: 'closed', before: '–', after: null, changed: true },
    { path: 'contact.fax', before: null, after: '2', changed: true },
    { path: 'posts.1.id', before: null, after: '7', changed: true },
  ]);
  expect(compare(null, { a: 1 })).toEqual([{ path: 'a', before: null, after: '1', changed: true }]);
  expect(compare('x', 'y')).toEqual([{ path: '', before: 'x', after: 'y', changed: true }]);
});

test('nothing is marked between a value and itself, whatever it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(compare(value, value).filter(({ changed }) => changed)).toEqual([]);
    }),
  );
});
