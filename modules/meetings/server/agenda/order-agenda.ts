import type { Context } from '#platform/server/context.ts';
import { AgendaSettings, MoveItems, ReorderAgenda } from '../../contract.ts';
import { agendaErrors } from '../../errors/agenda.ts';
import { writeSettings } from '../sessions/settings.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import { changeAgenda } from './change-agenda.ts';
import { agendaSettings } from './get-agenda.ts';
import { updateNumbers, updatePlaces } from './items.repo.ts';
import { numberItems } from './numbering.ts';
import { type Place, moveItems as placesAfterMove, reorderTree, type TreeItem, type TreeNode, walk } from './tree.ts';

/** Moves items below another, behind one of its children. @throws meetings.item_below_itself, meetings.item_too_deep */
export async function moveItems(ctx: Context, sessionId: string, given: MoveItems): Promise<void> {
  const { ids, parentId, behind } = MoveItems.parse(given);
  await changeAgenda(ctx, sessionId, 'meetings.agenda.move', async ({ items, tx }) => {
    const places = placesAfterMove(items, ids, parentId, behind);
    await updatePlaces(tx.as<MeetingsTables>(), places);
    return { before: order(items), after: order(withPlaces(items, places)) };
  });
}

/** Puts the whole agenda in a new order. @throws meetings.item_twice, meetings.item_missing, meetings.item_too_deep */
export async function reorderAgenda(ctx: Context, sessionId: string, given: ReorderAgenda): Promise<void> {
  const input = ReorderAgenda.parse(given);
  const tree = treeOf(input.items);
  await changeAgenda(ctx, sessionId, 'meetings.agenda.reorder', async ({ items, tx }) => {
    const places = reorderTree(items, tree);
    await updatePlaces(tx.as<MeetingsTables>(), places);
    return { before: order(items), after: order(withPlaces(items, places)) };
  });
}

/** Numbers what all see, from the top. */
export async function numberAgenda(ctx: Context, sessionId: string): Promise<void> {
  await changeAgenda(ctx, sessionId, 'meetings.agenda.number', async ({ seat, session, items, tx }) => {
    const numbers = numberItems(items, agendaSettings({ ...seat, session }));
    await updateNumbers(tx.as<MeetingsTables>(), numbers);
    const before = Object.fromEntries(items.map(({ id, number }) => [id, number]));
    return { before, after: Object.fromEntries(numbers) };
  });
}

/** Sets how the agenda is numbered; numbers that are there stay until it is numbered anew. */
export async function setAgendaSettings(ctx: Context, sessionId: string, given: AgendaSettings): Promise<void> {
  const after = AgendaSettings.parse(given);
  await changeAgenda(ctx, sessionId, 'meetings.agenda.settings', async ({ seat, session, tx }) => {
    await writeSettings(tx.as<MeetingsTables>(), sessionId, 'agenda', after);
    return { before: agendaSettings({ ...seat, session }), after };
  });
}

/** The tree that a list tells, each item with the one above it. @throws meetings.item_parent_unknown, meetings.item_twice */
function treeOf(items: ReorderAgenda['items']): TreeNode[] {
  const nodes = new Map(items.map(({ id }) => [id, { id, children: [] as TreeNode[] }]));
  if (nodes.size < items.length) throw agendaErrors.fail('meetings.item_twice');
  const roots: TreeNode[] = [];
  for (const { id, parentId } of items) {
    const above = parentId === null ? roots : nodes.get(parentId)?.children;
    if (!above) throw agendaErrors.fail('meetings.item_parent_unknown');
    above.push(nodes.get(id) as TreeNode);
  }
  return roots;
}

function withPlaces<Item extends TreeItem>(items: readonly Item[], places: readonly Place[]): Item[] {
  const byId = new Map(places.map((place) => [place.id, place]));
  return items.map((item) => ({ ...item, ...byId.get(item.id) }));
}

/** The order as the audit keeps it. */
const order = (items: readonly TreeItem[]) => walk(items).map(({ item: { id, parentId } }) => ({ id, parentId }));
