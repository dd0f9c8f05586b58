import type { Move } from '../../contract.ts';
import { fold } from '../names/fold.ts';
import { type Begun, type Book, openBook } from './book.ts';
import { checkMoves, type Problem, type Report } from './check-moves.ts';
import { closesCircle } from './circle.ts';
import { type LentEnd, planPeople, type RightMove } from './plan-people.ts';
import { endingAgencies, heirs, type MoveOf, movesOf, type World } from './world.ts';

/** What applying would write, and what is in its way. The preview shows it, applying writes it: they cannot differ. */
export interface Plan {
  ended: Book['ended'];
  begun: readonly Begun[];
  problems: readonly Problem[];
  /** Agencies that get another parent, by a move of their own or because the one above them ends. */
  moved: readonly { agencyId: string; from: string; to: string }[];
  posts: readonly PostMove[];
  rights: readonly RightMove[];
  lent: readonly LentEnd[];
}

export interface PostMove {
  personId: string;
  positionId: string;
  from: string;
  /** Null: the post ends. */
  to: string | null;
  /** The person holds the same post at the heir already. */
  joined: boolean;
}

/** @param legalBasis stands at every link between agencies */
export function planMoves(
  moves: readonly Move[],
  world: World,
  reorganisation: { id: string; legalBasis: string },
): Plan {
  const problems: Problem[] = [];
  const report: Report = (code, move, agencyId = null, detail = null) =>
    void problems.push({ code, moveId: move?.id ?? null, agencyId, detail });
  checkMoves(moves, world, report);
  const book = openBook(world.day, (agencyId, from) => report('later_change', null, agencyId, from));
  endAgencies(moves, world, book);
  for (const move of movesOf(moves, 'found')) found(move, world, book);
  for (const move of movesOf(moves, 'rename')) rename(move, world, book);
  const moved = moveBelow(moves, world, book, report);
  for (const move of moves) {
    if ((move.kind === 'merge' || move.kind === 'split') && move.toId !== null && move.toId !== move.fromId) {
      book.begin('directory.agency_link', {
        from_agency_id: move.fromId,
        to_agency_id: move.toId,
        kind: move.kind,
        day: world.day,
        legal_basis: reorganisation.legalBasis,
        guessed: move.guess !== null,
        weight: move.kind === 'split' ? move.weight : null,
        reorganisation_id: reorganisation.id,
      });
    }
  }
  const { posts, rights, lent } = planPeople(moves, world, book);
  return { ended: book.ended, begun: book.begun, problems, moved, posts, rights, lent };
}

function endAgencies(moves: readonly Move[], world: World, book: Book): void {
  const ending = endingAgencies(moves);
  for (const id of ending) {
    const agency = world.agencies.get(id);
    if (agency) book.end('directory.agency', agency, id);
  }
  for (const [table, rows] of [
    ['directory.agency_name', world.names],
    ['directory.agency_code', world.codes],
    ['directory.agency_parent', world.parents],
  ] as const) {
    for (const row of rows) if (ending.has(row.agency_id)) book.end(table, row, row.agency_id);
  }
}

function found({ toId, parentId, unit }: MoveOf<'found'>, { day }: World, book: Book): void {
  const dated = { valid_from: day, valid_to: null };
  book.begin('directory.agency', {
    id: toId,
    kind: unit.kind,
    level: unit.level,
    sort: unit.sort,
    longitude: unit.place?.longitude ?? null,
    latitude: unit.place?.latitude ?? null,
    area_km2: unit.place?.areaKm2 ?? null,
    place_source: unit.place?.source ?? null,
    address: null,
    phone: null,
    email: null,
    website: null,
    ...dated,
  });
  book.begin('directory.agency_name', { agency_id: toId, ...nameOf(unit), ...dated });
  if (parentId !== null) book.begin('directory.agency_parent', { agency_id: toId, parent_id: parentId, ...dated });
  for (const code of unit.codes) book.begin('directory.agency_code', { agency_id: toId, ...code, ...dated });
}

function rename(move: MoveOf<'rename'>, { names, day }: World, book: Book): void {
  for (const row of names) {
    if (row.agency_id !== move.fromId || !book.end('directory.agency_name', row, move.fromId)) continue;
    book.begin('directory.agency_name', {
      agency_id: move.fromId,
      ...nameOf(move),
      valid_from: day,
      valid_to: row.valid_to,
    });
  }
}

function nameOf({ name, shortName }: { name: string; shortName: string }) {
  return { name, short_name: shortName, search: fold(`${name} ${shortName}`) };
}

/** Transfers, and the agencies below one that ends: they go to its heir. */
function moveBelow(moves: readonly Move[], world: World, book: Book, report: Report): Plan['moved'] {
  const ending = endingAgencies(moves);
  const ways = heirs(moves);
  const transfers = new Map(movesOf(moves, 'transfer').map((move) => [move.fromId, move]));
  const moved: { agencyId: string; from: string; to: string }[] = [];
  const put = (row: World['below'][number], to: string) => {
    if (row.parent_id === to || !book.end('directory.agency_parent', row, row.agency_id)) return;
    const { agency_id, valid_to } = row;
    book.begin('directory.agency_parent', { agency_id, parent_id: to, valid_from: world.day, valid_to });
    moved.push({ agencyId: agency_id, from: row.parent_id, to });
  };
  for (const row of world.below) {
    if (ending.has(row.agency_id) || transfers.has(row.agency_id)) continue;
    const heir = ways.get(row.parent_id)?.toId;
    // Where the heir itself stands below the giver, a transfer must say where to.
    if (heir && heir !== row.agency_id) put(row, heir);
    else report('child_left', null, row.agency_id);
  }
  for (const row of world.parents) {
    const to = transfers.get(row.agency_id)?.toId;
    if (to) put(row, to);
  }
  // A root has no parent to end.
  for (const { fromId, toId } of transfers.values()) {
    if (toId === null || world.parents.some((row) => row.agency_id === fromId)) continue;
    book.begin('directory.agency_parent', {
      agency_id: fromId,
      parent_id: toId,
      valid_from: world.day,
      valid_to: null,
    });
  }
  const begun = book.begun
    .filter(({ table }) => table === 'directory.agency_parent')
    .map(({ row }) => ({ agencyId: String(row['agency_id']), parentId: String(row['parent_id']) }));
  for (const agencyId of closesCircle(world.tree, new Set(book.ended.map(({ rowId }) => rowId)), begun)) {
    report('parent_circle', transfers.get(agencyId) ?? null, agencyId);
  }
  return moved;
}
