import type { AgendaItem, MoveItems } from '../../contract.ts';

/** The move by which an item changes places with the sibling before or behind it; null when there is none. */
export function neighbourMove(
  items: readonly Pick<AgendaItem, 'id' | 'parentId'>[],
  id: string,
  by: -1 | 1,
): MoveItems | null {
  const item = items.find((one) => one.id === id);
  const siblings = items.filter(({ parentId }) => item && parentId === item.parentId);
  const at = siblings.findIndex((one) => one.id === id);
  const beside = siblings[at + by];
  if (!item || !beside) return null;
  return { ids: [id], parentId: item.parentId, behind: by === 1 ? beside.id : (siblings[at - 2]?.id ?? null) };
}
