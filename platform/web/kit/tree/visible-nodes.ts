import type { TreeNode } from '../props.ts';

/** A node as the eye meets it: opened branches unrolled into lines. */
export interface VisibleNode {
  node: TreeNode;
  /** 1 for roots. */
  level: number;
  parentId: string | null;
  /** Place among its siblings, from 1, and how many they are. */
  place: number;
  siblings: number;
  open: boolean;
}

export function visibleNodes(
  nodes: readonly TreeNode[],
  open: ReadonlySet<string>,
  level = 1,
  parentId: string | null = null,
): VisibleNode[] {
  return nodes.flatMap((node, i) => {
    const isOpen = node.hasChildren && open.has(node.id);
    const line = { node, level, parentId, place: i + 1, siblings: nodes.length, open: isOpen };
    return [line, ...(isOpen ? visibleNodes(node.children ?? [], open, level + 1, node.id) : [])];
  });
}

export type TreeMove = { focus: string } | { open: string } | { close: string };

/** What a key means at a line (WAI-ARIA tree view); null when it means nothing. */
export function moveOf(key: string, lines: readonly VisibleNode[], at: number): TreeMove | null {
  const here = lines[at];
  if (!here) return null;
  const focus = (line: VisibleNode | undefined): TreeMove | null => (line ? { focus: line.node.id } : null);
  switch (key) {
    case 'ArrowDown':
      return focus(lines[at + 1]);
    case 'ArrowUp':
      return focus(lines[at - 1]);
    case 'Home':
      return focus(lines[0]);
    case 'End':
      return focus(lines.at(-1));
    case 'ArrowRight':
      if (!here.node.hasChildren) return null;
      return here.open
        ? lines[at + 1]?.parentId === here.node.id
          ? focus(lines[at + 1])
          : null
        : { open: here.node.id };
    case 'ArrowLeft':
      if (here.open) return { close: here.node.id };
      return here.parentId === null ? null : { focus: here.parentId };
    default:
      return key.length === 1 && key !== ' ' ? focus(byLetter(key, lines, at)) : null;
  }
}

/** The next line that begins with the letter, with or without its marks. */
function byLetter(letter: string, lines: readonly VisibleNode[], at: number): VisibleNode | undefined {
  const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
  const rest = [...lines.slice(at + 1), ...lines.slice(0, at + 1)];
  return rest.find(({ node }) => bare(node.label).startsWith(bare(letter)));
}
