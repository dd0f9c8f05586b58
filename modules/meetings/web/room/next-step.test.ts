import { expect, test } from 'vitest';
import type { LiveState, SpeakerEntry } from '../../contract.ts';
import { nextStep } from './next-step.ts';

const chair = { participantId: 'chair', duties: ['chair' as const] };
const member = { participantId: 'an', duties: [] };

function state(more: object = {}, session = 'open'): LiveState {
  return { session: { state: session }, item: null, nextItem: null, floor: [], waiting: [], ...more } as never;
}
const entry = (participantId: string, how: SpeakerEntry['state'] = 'waiting') =>
  ({ id: `e-${participantId}`, participantId, state: how }) as SpeakerEntry;

test.each<[string, LiveState, string, string]>([
  ['an invited session', state({}, 'invited'), 'open_session', 'none'],
  ['an adjourned one', state({}, 'paused'), 'resume_session', 'none'],
  ['no item open', state({ nextItem: { id: 'i' } }), 'open_item', 'listen'],
  ['all is done', state(), 'close_session', 'listen'],
  ['an item without speakers', state({ item: { id: 'i', state: 'open' } }), 'close_item', 'listen'],
  ['a paused item', state({ item: { id: 'i', state: 'paused' } }), 'resume_item', 'listen'],
  ['one waits', state({ item: { id: 'i', state: 'open' }, waiting: [entry('an')] }), 'give_word', 'speak_next'],
  [
    'two wait',
    state({ item: { id: 'i', state: 'open' }, waiting: [entry('chi'), entry('an')] }),
    'give_word',
    'wait_turn',
  ],
  ['one speaks', state({ item: { id: 'i', state: 'open' }, floor: [entry('an', 'speaking')] }), 'end_word', 'speak'],
  [
    'one is paused',
    state({ item: { id: 'i', state: 'open' }, floor: [entry('an', 'paused')] }),
    'resume_word',
    'listen',
  ],
])('%s: the chair does %s', (_what, now, chairs, members) => {
  expect([nextStep(now, chair).step, nextStep(now, member).step]).toEqual([chairs, members]);
});
