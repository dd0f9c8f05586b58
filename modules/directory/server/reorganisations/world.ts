import type { Selectable } from 'kysely';
import type { Move } from '../../contract.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';

export type Row<Table extends keyof DirectoryTables> = Selectable<DirectoryTables[Table]>;

/** What of the directory the moves touch, with all its rows that hold on the effective day or begin later. */
export interface World {
  day: Day;
  agencies: ReadonlyMap<string, Row<'directory.agency'>>;
  names: readonly Row<'directory.agency_name'>[];
  codes: readonly Row<'directory.agency_code'>[];
  parents: readonly Row<'directory.agency_parent'>[];
  /** Who stands below an agency that ends. */
  below: readonly Row<'directory.agency_parent'>[];
  /** Posts at agencies that end, and those that their holders have at the heirs. */
  posts: readonly Row<'directory.assignment'>[];
  heldPosts: readonly Row<'directory.assignment'>[];
  /** Rights at agencies that end, or bound to a post there. */
  grants: readonly Row<'directory.role_grant'>[];
  /** What is lent from a post that ends, or for an agency that ends; what was taken back is of no concern. */
  delegations: readonly Row<'directory.delegation'>[];
  /** Who bears the codes that the founded agencies are to get. */
  bearers: readonly Row<'directory.agency_code'>[];
  /** Every parent from the day on, of the whole tree. */
  tree: readonly { id: string; agencyId: string; parentId: string }[];
}

export type MoveOf<Kind extends Move['kind']> = Extract<Move, { kind: Kind }>;

export function movesOf<Kind extends Move['kind']>(moves: readonly Move[], kind: Kind): MoveOf<Kind>[] {
  return moves.filter((move): move is MoveOf<Kind> => move.kind === kind);
}

/** Agencies that the moves end. */
export function endingAgencies(moves: readonly Move[]): ReadonlySet<string> {
  const ending = moves.flatMap((move) =>
    move.kind === 'merge' || move.kind === 'abolish' || (move.kind === 'split' && move.ends) ? [move.fromId] : [],
  );
  return new Set(ending);
}

/** The one agency in which people and what stands below an ending one go on; where none is known, absent. */
export function heirs(moves: readonly Move[]): ReadonlyMap<string, MoveOf<'merge'> | MoveOf<'split'>> {
  const ways = moves.filter(
    (move): move is MoveOf<'merge'> | MoveOf<'split'> =>
      move.kind === 'merge' || (move.kind === 'split' && move.ends && move.people === 'move'),
  );
  return new Map(ways.filter((move) => move.toId !== null).map((move) => [move.fromId, move]));
}

/** Every agency that a move names, founded ones included. */
export function agenciesOf(moves: readonly Move[]): Set<string> {
  const ids = moves.flatMap((move) => [
    'fromId' in move ? move.fromId : null,
    'toId' in move ? move.toId : null,
    move.kind === 'found' ? move.parentId : null,
  ]);
  return new Set(ids.filter((id) => id !== null));
}
