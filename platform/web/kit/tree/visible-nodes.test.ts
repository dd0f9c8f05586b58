import { expect, test } from 'vitest';
import type { TreeNode } from '../props.ts';
import { moveOf, visibleNodes } from './visible-nodes.ts';

const leaf = (id: string, label = id): TreeNode => ({ id, label, hasChildren: false });
const nodes: TreeNode[] = [
  { id: 'a', label: 'Ủy ban', hasChildren: true, children: [leaf('a1', 'Sở Y tế'), leaf('a2', 'Đảo')] },
  { id: 'b', label: 'Bộ', hasChildren: true },
];

test('only opened branches are seen, with level and place', () => {
  expect(visibleNodes(nodes, new Set()).map(({ node }) => node.id)).toEqual(['a', 'b']);
  const lines = visibleNodes(nodes, new Set(['a']));
  expect(lines.map(({ node, level, place }) => [node.id, level, place])).toEqual([
    ['a', 1, 1],
    ['a1', 2, 1],
    ['a2', 2, 2],
    ['b', 1, 2],
  ]);
});

test('arrows walk, open and close', () => {
  const shut = visibleNodes(nodes, new Set());
  const opened = visibleNodes(nodes, new Set(['a', 'b']));
  expect(moveOf('ArrowRight', shut, 0)).toEqual({ open: 'a' });
  expect(moveOf('ArrowRight', opened, 0)).toEqual({ focus: 'a1' });
  expect(moveOf('ArrowLeft', opened, 1)).toEqual({ focus: 'a' });
  expect(moveOf('ArrowLeft', opened, 0)).toEqual({ close: 'a' });
  expect(moveOf('ArrowRight', opened, 3)).toBeNull(); // opened, its children still on their way
  expect(moveOf('End', opened, 0)).toEqual({ focus: 'b' });
  expect(moveOf('ArrowUp', opened, 0)).toBeNull();
});

test('a letter finds the next name, with or without marks', () => {
  const lines = visibleNodes(nodes, new Set(['a']));
  expect(moveOf('d', lines, 0)).toEqual({ focus: 'a2' });
  expect(moveOf('u', lines, 2)).toEqual({ focus: 'a' });
});
