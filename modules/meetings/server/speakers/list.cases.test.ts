import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SetAccount } from '../../contract.ts';
import { type ListCase, outcome, playList } from '../testing/list-cases.ts';

const read = (name: string): ListCase[] =>
  JSON.parse(readFileSync(new URL(`../testing/cases/${name}.json`, import.meta.url), 'utf8'));

/** Why the source refuses, and how we say it. */
const MEANING: Record<string, string> = {
  'the list is closed': 'list_closed',
  'the person is already waiting': 'already_waiting',
  'the person is already on the list': 'already_waiting',
  'only people present may be on the list': 'speaker_absent',
  'the person does not belong to this session': 'speaker_not_in_session',
  'contribution by oneself is off': 'kind_contribution_off',
  'the right to manage the list is missing': 'list_manage_needed',
  'a person must be named': 'speaker_name_needed',
  'categories are off': 'order_category_off',
  'a note or a category needs a point of order': 'order_only',
  'points of order are off': 'order_off',
  'a point of order may only be raised for oneself': 'order_for_others',
  'who gave away the vote may not enter the list': 'delegated_away',
  'an answer has the kind of what it answers': 'answer_kind',
  'only interventions and questions can be answered': 'answer_not_possible',
  'only interventions and questions can be marked as answer': 'answer_not_possible',
  'what should be answered is over': 'answer_too_late',
  'the answer must be in the same list': 'answer_elsewhere',
  'an answer cannot be answered': 'answer_to_answer',
  'nobody has spoken yet': 'answer_too_early',
  'an entry is unknown': 'reorder_unknown',
  'every waiting entry must be named': 'reorder_incomplete',
  'the speech has already begun': 'speech_begun',
  'the person is not speaking': 'speech_not_running',
  'the person is not paused': 'speech_not_paused',
  'the list is empty': 'back_nobody',
  'nobody has finished': 'back_nobody',
  'a question returns only while somebody speaks or is paused': 'back_question',
  'pro and contra are off': 'kind_pro_contra_off',
  'an entry cannot become a question': 'kind_not_question',
  'a name can only be given to a question or intervention that has none': 'speaker_name_fixed',
  'a category is required': 'order_category_needed',
  'a point of order cannot have a kind': 'order_with_kind',
  'the kind of a started intervention is fixed': 'kind_fixed',
  'unit accounts are off': 'accounts_off',
  'a started speaker with a unit account stays an ordinary speaker': 'kind_fixed_by_account',
  'time is added only below zero': 'account_not_below',
};

/** What nobody can ask for: the contract of the act has no such field. */
const NOT_ASKABLE = 'only the system sets this value';

/** Plays a case and looks at all that it states; answers why its last act was refused. */
function check(one: ListCase): string | null {
  const { refused: _, without_account: none, ...stated } = one.expect;
  const played = playList(one);
  expect(outcome(played, one.given.now ?? 0)).toMatchObject(stated);
  for (const unit of (none as string[]) ?? [])
    expect(played.list.accounts.map((account) => account.unit)).not.toContain(unit);
  return played.refused;
}

const refusalOf = ({ expect: { refused } }: ListCase): string | null =>
  refused === null ? null : `meetings.${MEANING[refused] ?? refused}`;

test('all cases are there', () => {
  expect([read('speaker-queue').length, read('unit-budgets').length]).toEqual([130, 37]);
});

describe('the list of speakers', () => {
  test.each(read('speaker-queue').map((one) => [one.case, one] as const))('%s', (_name, one) => {
    expect(check(one)).toBe(refusalOf(one));
  });
});

describe('time accounts of units', () => {
  const cases = read('unit-budgets').filter(({ expect: { refused } }) => refused !== NOT_ASKABLE);
  const same = cases.filter(({ differs }) => differs === undefined);
  test.each(same.map((one) => [one.case, one] as const))('%s', (_name, one) => {
    expect(check(one)).toBe(refusalOf(one));
  });

  test('what only the system sets cannot be asked for', () => {
    const [since, spoken, ...more] = read('unit-budgets').filter(({ expect: { refused } }) => refused === NOT_ASKABLE);
    expect(more).toEqual([]);
    for (const one of [since, spoken]) {
      const { initial: seconds = 100, runningSince, spoken: said } = one?.do[0] ?? {};
      expect(SetAccount.safeParse({ unit: 'u1', seconds }).success).toBe(true);
      expect(SetAccount.safeParse({ unit: 'u1', seconds, runningSince, spoken: said }).success).toBe(false);
    }
  });

  test('differs on purpose: pauses are free in every case, also where nobody knows when they ended', () => {
    const [one, ...more] = cases.filter(({ differs }) => differs !== undefined);
    expect(more).toEqual([]);
    // The source charges 100 s since the begin; 20 s of them were a pause.
    expect(playList(one as ListCase).accounts.get('b1')).toMatchObject({ remaining: 120, runningSince: null });
  });
});
