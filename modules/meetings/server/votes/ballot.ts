import { Answer } from '../../contract.ts';
import { answersOf, type VoteForm } from './form.ts';

/** One expression of will: an answer to all options, or to some of them. A selection counts marks. */
export type Ballot = { all: Answer } | { options: Readonly<Record<string, Answer | number>> };

export type BallotProblem =
  | 'form_wrong'
  | 'option_unknown'
  | 'answer_unfit'
  | 'answer_to_all_refused'
  | 'amount_negative'
  | 'amount_above_option'
  | 'answers_outside_limits'
  | 'marks_outside_limits';

export type Read<T, Problem> = { ok: true; value: T } | { ok: false; problem: Problem };

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Reads what was handed in; what does not fit is refused, and the voter mends it. Only paper has invalid ballots.
 * Marks of 0 say nothing and are left out.
 */
export function readBallot(form: VoteForm, raw: unknown): Read<Ballot, BallotProblem> {
  if (typeof raw !== 'object' || raw === null) return refuse('form_wrong');
  const { all, options } = raw as { all?: unknown; options?: unknown };
  if (all !== undefined) {
    if (options !== undefined || typeof all !== 'string') return refuse('form_wrong');
    const { data: answer } = Answer.safeParse(all);
    return answer !== undefined && form.toAll.includes(answer)
      ? { ok: true, value: { all: answer } }
      : refuse('answer_to_all_refused');
  }
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return refuse('form_wrong');
  const entries = Object.entries(options);
  const known = new Set(form.options);
  for (const [option] of entries) {
    if (!ID.test(option)) return refuse('form_wrong');
    if (!known.has(option)) return refuse('option_unknown');
  }
  return form.method === 'selection' ? readMarks(form, entries) : readAnswers(form, entries);
}

function readMarks(form: VoteForm, entries: [string, unknown][]): Read<Ballot, BallotProblem> {
  const marks: [string, number][] = [];
  for (const [option, amount] of entries) {
    if (typeof amount !== 'number' || !Number.isInteger(amount)) return refuse('form_wrong');
    if (amount < 0) return refuse('amount_negative');
    if (amount > form.perOption) return refuse('amount_above_option');
    if (amount > 0) marks.push([option, amount]);
  }
  const sum = marks.reduce((total, [, amount]) => total + amount, 0);
  if (sum < form.least || sum > form.most) return refuse('marks_outside_limits');
  return { ok: true, value: { options: Object.fromEntries(marks) } };
}

function readAnswers(form: VoteForm, entries: [string, unknown][]): Read<Ballot, BallotProblem> {
  if (entries.length === 0) return refuse('form_wrong');
  const allowed = answersOf(form);
  const answers: [string, Answer][] = [];
  for (const [option, raw] of entries) {
    if (typeof raw !== 'string') return refuse('form_wrong');
    const answer = allowed.find((one) => one === raw);
    if (answer === undefined) return refuse('answer_unfit');
    answers.push([option, answer]);
  }
  if (answers.length < form.least || answers.length > form.most) return refuse('answers_outside_limits');
  return { ok: true, value: { options: Object.fromEntries(answers) } };
}

const refuse = (problem: BallotProblem) => ({ ok: false, problem }) as const;
