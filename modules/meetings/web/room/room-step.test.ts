import { expect, test } from 'vitest';
import type { LiveState, Vote } from '../../contract.ts';
import { roomStep } from './room-step.ts';

const item = { id: 'i', state: 'open', title: 'Kế hoạch 2022' };
const state = {
  session: { state: 'open' },
  item,
  nextItem: null,
  floor: [],
  waiting: [],
} as unknown as LiveState;
const chair = {
  participantId: 'c',
  duties: ['chair' as const],
  placeId: null,
  votes: true,
  audience: 'internal' as const,
};
const member = { ...chair, participantId: 'm', duties: [], audience: 'common' as const };
const vote = (given: Partial<Vote>) => ({ id: 'v', itemId: 'i', state: 'created', castCount: 0, ...given }) as Vote;

test('a planned vote starts when nobody speaks or waits to', () => {
  expect(roomStep({ state, me: chair, votes: [vote({})] }).step).toBe('start_vote');
  const waiting = [{ id: 'e', participantId: 'm', state: 'waiting' }] as LiveState['waiting'];
  expect(roomStep({ state: { ...state, waiting }, me: chair, votes: [vote({})] }).step).toBe('give_word');
});

test('a running vote is stopped, then told; members vote meanwhile', () => {
  const running = vote({ state: 'started', presentCount: 3, castCount: 3 });
  expect(roomStep({ state, me: chair, votes: [running] })).toEqual({ step: 'stop_vote', subject: 'v' });
  expect(roomStep({ state, me: member, votes: [running] })).toEqual({ step: 'vote', subject: 'v' });
  expect(roomStep({ state, me: chair, votes: [vote({ state: 'finished' })] }).step).toBe('publish_vote');
});

test('votes of other items and published ones ask for nothing', () => {
  const votes = [vote({ itemId: 'x', state: 'started' }), vote({ state: 'published' })];
  expect(roomStep({ state, me: chair, votes })).toEqual({ step: 'close_item', subject: 'i' });
});
