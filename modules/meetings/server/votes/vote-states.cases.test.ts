import { expect, test } from 'vitest';
import { VoteBase, type VoteState } from '../../contract.ts';
import { readCases } from '../testing/read-cases.ts';
import { count } from './count.ts';
import { type OptionLabel, type PlanProblem, problemOfPlan, type Subject } from './plan.ts';
import { type StateProblem, stateAfter, type VoteAct } from './states.ts';
import {
  type CaseBallot,
  type CasePerson,
  type CaseVote,
  formOf,
  openCase,
  sixDecimals,
  VISIBILITY,
} from './testing/case-urn.ts';
import { readTyped, type TypedNumbers } from './typed-in.ts';

type Planned = Omit<CaseVote, 'options'> & {
  options: (string | { text?: string; person?: string; list?: string[] })[];
  base?: string;
  subject?: string | null;
  subjectInOtherSession?: boolean;
  subjectState?: { allowVote: boolean };
  live?: boolean;
  voted?: string[];
  ballots?: unknown;
};
type Act = Partial<Planned> & {
  act: string;
  title?: string;
  vote?: Planned;
  numbers?: Numbers;
  by?: string;
  value?: object;
  id?: string;
};
type Numbers = { options?: TypedNumbers['options']; totals?: Record<'valid' | 'invalid' | 'cast', string> };

interface StateCase {
  given: { settings?: { electronicVotes?: boolean }; vote?: Planned; people?: CasePerson[] };
  do: Act[];
  expect: {
    refused: string | null;
    state?: VoteState;
    acceptsBallots?: boolean;
    totals?: object | null;
    ballotCount?: number;
    optionCount?: number;
    visibleWhileRunning?: Record<string, unknown>;
  };
}

/** Refusals of the cases in our words. What we do not have at all, no field and no act, is refused as `unknown`. */
const REASONS: Record<string, (PlanProblem | StateProblem | 'unknown')[]> = {
  'the vote is not in state created': ['not_created'],
  'the vote is not in state started': ['not_started'],
  'the vote was not started': ['not_started'],
  'the vote is neither finished nor started': ['not_countable'],
  'numbers can only be typed into a typed-in vote': ['only_manual_is_typed_in'],
  'an option stands twice': ['option_twice'],
  'the subject belongs to another session': ['subject_elsewhere'],
  'a vote needs a subject': ['subject_missing'],
  'the state of the draft allows no vote': ['subject_allows_no_vote'],
  'limits must be at least 1': ['limit_too_small'],
  'per option cannot be more than in all': ['per_option_above_most'],
  'the least cannot be more than the most': ['least_above_most'],
};

/** Where we part from a case on purpose, beyond those marked *differs*; the module's README tells the same. */
const OURS: Record<string, string> = {
  'vote: create: entitled groups':
    'who votes follows from the seats of the body and is frozen at the start; nobody chooses it for a vote',
  'vote: create: no entitled group': 'as above',
  'vote: change: entitled groups': 'as above',
  'vote: create: electronic votes are switched off':
    'how a vote is held is said when it is planned; there is no switch against it',
  'vote: create: base YNA for method YN':
    'our base "valid" exists for every method; without abstentions it is yes + no',
  'vote: change: base after the start': 'the base is half of the majority: it is frozen with it when the vote starts',
  'vote: change: base of entitled people for a typed-in vote': 'the law measures paper votes by all members too',
};

const BASE: Record<string, VoteBase> = {
  Y: 'yes_no',
  N: 'yes_no',
  YN: 'yes_no',
  YNA: 'valid',
  entitled: 'all_members',
  'entitled-present': 'present',
};
/** Nothing of ours has these: results show at one act; who votes follows from the seats; snapshot and subject never change. */
const NOT_OURS = ['live', 'entitledAtStop', 'subject', 'entitled'];

const cases = readCases<StateCase>('vote-states');

test('all cases are here', () => expect(cases).toHaveLength(79));

for (const one of cases) {
  for (const kind of [one.given.vote?.kind ?? 'named', ...((one.same_for ?? []) as CaseVote['kind'][])]) {
    test(`${one.case} (${kind})${one.differs ? ': differs' : ''}`, () => {
      const game = open({
        ...one,
        given: { ...one.given, ...(one.given.vote && { vote: { ...one.given.vote, kind } }) },
      });
      const { refused, state, ...wanted } = one.expect;
      const problems = one.do.map((act) => game.play(act));
      const problem = problems.at(-1) ?? null;
      // While ballots arrive, everybody sees how many; what is in them shows at one act, whatever the case says.
      if (wanted.visibleWhileRunning) return expect(problems).toEqual(one.do.map(() => null));
      if (one.differs !== undefined || OURS[one.case] !== undefined) {
        // The rule of the source does not hold here; that is the point.
        expect(problems.some((each) => each !== null) === (refused === null), one.differs ?? OURS[one.case]).toBe(true);
        return;
      }
      if (refused === null) expect(problems).toEqual(one.do.map(() => null));
      else expect(REASONS[refused] ?? ['unknown']).toContain(problem);
      if (state) expect(game.state()).toBe(state);
      if (wanted.acceptsBallots !== undefined)
        expect(typeof stateAfter(game.standing(), 'cast') === 'string').toBe(wanted.acceptsBallots);
      if (wanted.totals) expect(game.totals()).toEqual(wanted.totals);
      if (wanted.ballotCount !== undefined) expect(game.standing().hasBallots).toBe(wanted.ballotCount > 0);
      if (wanted.optionCount !== undefined) expect(game.plan()?.labels).toHaveLength(wanted.optionCount);
    });
  }
}

function open({ given }: StateCase) {
  let vote = given.vote === undefined ? null : structuredClone(given.vote);
  // Paper votes never run here: they are planned, and then typed in.
  let state: VoteState = vote?.kind === 'analog' ? 'created' : (vote?.state ?? 'created');
  const urn = given.vote ? openCase({ vote: given.vote, people: given.people ?? [] }) : null;
  const given0 = vote?.ballots !== undefined || (vote?.voted?.length ?? 0) > 0;
  const standing = () => ({
    state,
    visibility: VISIBILITY[vote?.kind ?? 'named'],
    hasBallots: given0 || (urn?.marks.size ?? 0) > 0,
  });
  const move = (act: VoteAct): string | null => {
    const next = stateAfter(standing(), act);
    if (typeof next !== 'string') return next.refused;
    state = next;
    return null;
  };
  return {
    state: () => state,
    standing,
    plan: () => (vote === null ? null : planOf(vote)),
    totals() {
      const { valid, invalid, cast } = count(formOf(vote as CaseVote), urn?.ballots ?? []);
      return { valid: sixDecimals(valid), invalid: sixDecimals(invalid), cast: sixDecimals(cast) };
    },
    play(act: Act): string | null {
      switch (act.act) {
        case 'create': {
          const planned = act.vote as Planned;
          if (planned.live === true || planned.entitled !== undefined) return 'unknown';
          const problem = problemOf(planned);
          if (problem === null) vote = planned;
          return problem;
        }
        case 'change': {
          if (NOT_OURS.some((field) => field in act)) return 'unknown';
          const { act: _act, title: _title, ...changes } = act;
          const changed = { ...vote, ...changes, limits: { ...vote?.limits, ...changes.limits } } as Planned;
          const problem = problemOf(changed);
          // The label of a vote may change at any time; what is asked, and how it is counted, may not.
          if (problem !== null || Object.keys(changes).length === 0) return problem;
          return move('change');
        }
        case 'ballot': {
          if (urn) urn.urn.state = state;
          return urn?.cast({ by: act.by ?? null, for: act.by ?? null, value: act.value } as CaseBallot) ?? null;
        }
        case 'enter': {
          const typed = readTyped(formOf(vote as CaseVote), { ...act.numbers, ...act.numbers?.totals });
          return move('enter') ?? ('refused' in typed ? typed.refused : null);
        }
        case 'delete':
          return move('remove');
        case 'start':
        case 'stop':
        case 'publish':
        case 'reset':
          return vote === null ? 'unknown' : move(act.act);
        default:
          return 'unknown';
      }
    },
  };
}

function problemOf(vote: Planned): string | null {
  const visibility = VISIBILITY[vote.kind];
  const known =
    ['Y', 'N', 'YN', 'YNA'].includes(vote.method) && VoteBase.safeParse(BASE[vote.base ?? 'YN'] ?? vote.base).success;
  if (visibility === undefined || !known || planOf(vote) === null) return 'unknown';
  const subject: Subject | null =
    vote.subject === null
      ? null
      : { sameSession: vote.subjectInOtherSession !== true, allowsVote: vote.subjectState?.allowVote ?? true };
  return problemOfPlan(planOf(vote) as NonNullable<ReturnType<typeof planOf>>, subject);
}

function planOf(vote: Planned) {
  const labels = vote.options.map(labelOf);
  if (labels.includes(null)) return null;
  return {
    visibility: VISIBILITY[vote.kind],
    form: formOf(vote),
    labels: labels as OptionLabel[],
    threshold: { kind: 'none' as const, source: '' },
  };
}

function labelOf(option: Planned['options'][number]): OptionLabel | null {
  if (typeof option === 'string') return { text: option };
  if (option.text !== undefined) return { text: option.text };
  if (option.person !== undefined) return { people: [option.person] };
  return option.list === undefined ? null : { people: option.list };
}
