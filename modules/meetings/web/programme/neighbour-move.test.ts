import { expect, test } from 'vitest';
import { neighbourMove } from './neighbour-move.ts';

const items = [
  { id: 'a', parentId: null },
  { id: 'a1', parentId: 'a' },
  { id: 'b', parentId: null },
  { id: 'c', parentId: null },
];

test('an item changes places with its neighbour among its siblings', () => {
  expect(neighbourMove(items, 'b', -1)).toEqual({ ids: ['b'], parentId: null, behind: null });
  expect(neighbourMove(items, 'c', -1)).toEqual({ ids: ['c'], parentId: null, behind: 'a' });
  expect(neighbourMove(items, 'a', 1)).toEqual({ ids: ['a'], parentId: null, behind: 'b' });
  expect(neighbourMove(items, 'a', -1)).toBeNull();
  expect(neighbourMove(items, 'c', 1)).toBeNull();
  expect(neighbourMove(items, 'a1', 1)).toBeNull();
  expect(neighbourMove(items, 'x', 1)).toBeNull();
});
