import type { AppError } from '#platform/errors.ts';
import type { AgencyLevel, Move, MoveProblem } from '../../contract.ts';
import { mayStandBelow } from '../agencies/standing.ts';
import { parseCode } from '../codes/parse-code.ts';
import { endingAgencies, movesOf, type World } from './world.ts';

/** A problem before names are put to it. */
export interface Problem {
  code: MoveProblem['code'];
  moveId: string | null;
  agencyId: string | null;
  detail: string | null;
}

export type Report = (
  code: Problem['code'],
  move: Move | null,
  agencyId?: string | null,
  detail?: string | null,
) => void;

/** How far shares may miss the whole: three heirs of 0.333 are meant as all. */
const SUM_SLACK = 0.005;

/** What is wrong with the moves by themselves and with the agencies they name. */
export function checkMoves(moves: readonly Move[], world: World, report: Report): void {
  if (moves.length === 0) report('no_moves', null);
  checkFrom(moves, world, report);
  checkTo(moves, world, report);
  checkSplits(moves, report);
  checkFounded(moves, world, report);
}

/** Each agency that moves is there until that day, and meets one fate only. */
function checkFrom(moves: readonly Move[], { agencies, day }: World, report: Report): void {
  const fates = new Map<string, Set<Move['kind']>>();
  for (const move of moves) {
    if (move.kind === 'found') continue;
    const agency = agencies.get(move.fromId);
    const there = agency && (agency.valid_from === null || agency.valid_from < day) && agency.valid_to === null;
    if (!there) report('from_closed', move, move.fromId);
    const known = fates.get(move.fromId) ?? new Set();
    const together = [...known].every((kind) => goTogether(kind, move.kind));
    if (!together) report('from_twice', move, move.fromId);
    fates.set(move.fromId, known.add(move.kind));
  }
  const ending = endingAgencies(moves);
  for (const move of [...movesOf(moves, 'rename'), ...movesOf(moves, 'transfer')]) {
    if (ending.has(move.fromId)) report('from_twice', move, move.fromId);
  }
}

function goTogether(one: Move['kind'], other: Move['kind']): boolean {
  const changes: readonly Move['kind'][] = ['rename', 'transfer', 'split'];
  return one === other ? one === 'split' : changes.includes(one) && changes.includes(other);
}

/** Where a move leads is there from that day on, or founded by these moves. */
function checkTo(moves: readonly Move[], { agencies, day }: World, report: Report): void {
  const founded = new Set(movesOf(moves, 'found').map((move) => move.toId));
  const ending = endingAgencies(moves);
  for (const move of moves) {
    if (move.kind === 'rename' || move.kind === 'abolish') continue;
    const to = move.kind === 'found' ? move.parentId : move.toId;
    if (to === null) {
      report('undecided', move, move.kind === 'found' ? null : move.fromId);
      continue;
    }
    if (to === (move.kind === 'found' ? move.toId : move.fromId)) report('to_itself', move, to);
    const agency = agencies.get(to);
    const there = agency && (agency.valid_from === null || agency.valid_from <= day) && agency.valid_to === null;
    if (ending.has(to) || !(there || founded.has(to))) report('to_closed', move, to);
  }
}

/** Shares are given for all heirs or for none, and make a whole where the giver ends. */
function checkSplits(moves: readonly Move[], report: Report): void {
  for (const parts of Map.groupBy(movesOf(moves, 'split'), (move) => move.fromId).values()) {
    const [first] = parts;
    if (!first) continue;
    const takers = parts.filter((part) => part.people === 'move');
    if (parts.some((part) => part.ends !== first.ends) || takers.length > 1) report('split_mixed', first, first.fromId);
    const weights = parts.map((part) => part.weight).filter((weight) => weight !== null);
    if (weights.length === 0) continue;
    const sum = weights.reduce((one, other) => one + other, 0);
    const whole = first.ends ? Math.abs(sum - 1) <= SUM_SLACK : sum < 1;
    if (weights.length < parts.length || !whole) report('weights', first, first.fromId, sum.toFixed(3));
  }
}

function checkFounded(moves: readonly Move[], world: World, report: Report): void {
  const found = movesOf(moves, 'found');
  const levels = new Map<string, AgencyLevel>(found.map((move) => [move.toId, move.unit.level]));
  for (const [id, agency] of world.agencies) if (!levels.has(id)) levels.set(id, agency.level);
  const seen = new Set<string>();
  const borne = new Set<string>();
  const ending = endingAgencies(moves);
  const taken = new Set(
    world.bearers
      // Who ends on that day gives its codes free.
      .filter((row) => !(ending.has(row.agency_id) && (row.valid_from === null || row.valid_from < world.day)))
      .map((row) => `${row.system} ${row.code}`),
  );
  for (const move of found) {
    if (world.agencies.has(move.toId)) report('founded_known', move, move.toId);
    if (seen.has(move.toId)) report('founded_twice', move, move.toId);
    seen.add(move.toId);
    const parentLevel = move.parentId === null ? undefined : levels.get(move.parentId);
    if (parentLevel && !mayStandBelow(move.unit.level, parentLevel)) report('parent_invalid', move, move.parentId);
    for (const { system, code } of move.unit.codes) {
      const fault = codeFault(() => parseCode(system, code, move.unit.level));
      const key = `${system} ${code}`;
      if (fault !== null) report('code_invalid', move, move.toId, fault);
      else if (taken.has(key) || borne.has(key)) report('code_taken', move, move.toId, code);
      borne.add(key);
    }
    if (new Set(move.unit.codes.map(({ system }) => system)).size < move.unit.codes.length) {
      report('code_invalid', move, move.toId, 'two codes of one system');
    }
  }
  for (const move of movesOf(moves, 'transfer')) {
    const [own, above] = [levels.get(move.fromId), levels.get(move.toId ?? '')];
    if (own && above && !mayStandBelow(own, above)) report('parent_invalid', move, move.toId);
  }
}

function codeFault(parse: () => string): string | null {
  try {
    parse();
    return null;
  } catch (error) {
    return (error as AppError).detail ?? String(error);
  }
}
