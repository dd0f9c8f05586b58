import { v7 as uuidv7 } from 'uuid';
import type { Move, MoveKind, Proposal } from '../../contract.ts';

export const KINDS: readonly MoveKind[] = ['merge', 'split', 'rename', 'transfer', 'abolish', 'found'];

/** A move to begin with, all of it still to be filled in but what is usual. */
export function newMove(kind: MoveKind, fromId: string): Move {
  const id = uuidv7();
  switch (kind) {
    case 'merge':
      return { id, kind, fromId, toId: null, people: 'move', roles: 'end', guess: null };
    case 'split':
      return { id, kind, fromId, toId: null, weight: null, ends: true, people: 'end', guess: null };
    case 'rename':
      return { id, kind, fromId, name: '', shortName: '' };
    case 'transfer':
      return { id, kind, fromId, toId: null };
    case 'abolish':
      return { id, kind, fromId };
    case 'found': {
      const unit = {
        kind: 'department',
        level: 'province',
        name: '',
        shortName: '',
        codes: [],
        place: null,
        sort: 0,
      } as const;
      return { id, kind, toId: uuidv7(), parentId: null, unit: { ...unit, codes: [] } };
    }
  }
}

/** Can the move be kept as it stands? Names are asked for; where it leads may be decided later. */
export function isWhole(move: Move): boolean {
  if (move.kind === 'found') return move.unit.name.trim() !== '' && move.unit.shortName.trim() !== '';
  if (move.kind === 'rename') return move.fromId !== '' && move.name.trim() !== '' && move.shortName.trim() !== '';
  return move.fromId !== '';
}

export const guessOf = (move: Move) => ('guess' in move ? move.guess : null);
export const fromOf = (move: Move): string | null => ('fromId' in move ? move.fromId : null);

export function toOf(move: Move): string | null {
  return 'toId' in move ? move.toId : null;
}

/** Needs a place to go, and has none. */
export function isOpen(move: Move): boolean {
  return move.kind === 'found' ? move.parentId === null : 'toId' in move && move.toId === null;
}

/** Fills every open merger with its likeliest heir, marked as guessed. */
export function takeProposals(moves: readonly Move[], proposals: readonly Proposal[]): Move[] {
  const first = new Map(proposals.map(({ moveId, candidates: [best] }) => [moveId, best]));
  return moves.map((move) => {
    const best = move.kind === 'merge' && move.toId === null ? first.get(move.id) : undefined;
    return best ? { ...move, ...best } : move;
  });
}
