import { expect, test } from 'vitest';
import { isOpen, isWhole, KINDS, newMove, takeProposals } from './moves.ts';

test('a new move waits for what it lacks', () => {
  for (const kind of KINDS) expect(isWhole(newMove(kind, ''))).toBe(false);
  expect(KINDS.filter((kind) => isWhole(newMove(kind, 'a')))).toEqual(['merge', 'split', 'transfer', 'abolish']);
  expect(KINDS.filter((kind) => isOpen(newMove(kind, 'a')))).toEqual(['merge', 'split', 'transfer', 'found']);
});

test('proposals fill only what is open, and are marked', () => {
  const [open, decided, other] = [
    newMove('merge', 'a'),
    { ...newMove('merge', 'b'), toId: 'x' },
    newMove('split', 'c'),
  ];
  const candidates = [
    { toId: 'y', guess: 'code' as const },
    { toId: 'z', guess: 'near' as const },
  ];
  const filled = takeProposals(
    [open, decided, other],
    [open, decided, other].map((move) => ({ moveId: move.id, candidates })),
  );
  expect(filled).toEqual([{ ...open, toId: 'y', guess: 'code' }, decided, other]);
});
