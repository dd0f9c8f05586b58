import type { Answer } from '../../contract.ts';
import type { Answers, Figure, Tally } from './count.ts';
import { answersOf, type VoteForm } from './form.ts';
import { parseMillionths } from './millionths.ts';

/** Numbers as people counted and typed them: decimal texts; what is left out is not known. */
export interface TypedNumbers {
  options?: Readonly<Record<string, Partial<Record<Answer, string | null>>>>;
  toAll?: Partial<Record<Answer, string | null>>;
  valid?: string | null;
  invalid?: string | null;
  cast?: string | null;
}

export type TypedProblem = 'option_unknown' | 'answer_unfit' | 'answer_to_all_refused' | 'number_wrong' | 'sums_differ';

/** The tally of a paper vote. Of numbers that contradict each other none is taken: cast = valid + invalid. */
export function readTyped(form: VoteForm, numbers: TypedNumbers): Tally | { refused: TypedProblem } {
  const options: Record<string, Answers> = {};
  for (const option of form.options) options[option] = { yes: null, no: null, abstain: null };
  const allowed = answersOf(form);
  for (const [option, given] of Object.entries(numbers.options ?? {})) {
    const sums = options[option];
    if (sums === undefined) return { refused: 'option_unknown' };
    const problem = fill(sums, given, allowed, 'answer_unfit');
    if (problem !== null) return { refused: problem };
  }
  const toAll: Answers = { yes: null, no: null, abstain: null };
  const problem = fill(toAll, numbers.toAll ?? {}, form.toAll, 'answer_to_all_refused');
  if (problem !== null) return { refused: problem };
  const totals = { valid: numbers.valid, invalid: numbers.invalid, cast: numbers.cast };
  const read: Record<string, Figure> = {};
  for (const [name, text] of Object.entries(totals)) {
    const value = text == null ? null : parseMillionths(text);
    if (value === undefined) return { refused: 'number_wrong' };
    read[name] = value;
  }
  const { invalid = null } = read;
  let { valid = null, cast = null } = read;
  // One voter, one answer: where a paper has one question, its answers are the valid ballots.
  if (form.method === 'approval') valid ??= sumOf(Object.values(options), toAll, allowed);
  if (cast === null && valid !== null) cast = valid + (invalid ?? 0n);
  else if (cast !== null && invalid !== null) valid ??= cast - invalid;
  const tally = { options, toAll, valid, invalid, cast };
  return holdsTogether(form, tally) ? tally : { refused: 'sums_differ' };
}

function fill(
  sums: Answers,
  given: Partial<Record<Answer, string | null>>,
  allowed: readonly Answer[],
  unfit: TypedProblem,
): TypedProblem | null {
  for (const [answer, text] of Object.entries(given) as [Answer, string | null | undefined][]) {
    if (text == null) continue;
    if (!allowed.includes(answer)) return unfit;
    const value = parseMillionths(text);
    if (value === undefined) return 'number_wrong';
    sums[answer] = value;
  }
  return null;
}

/** The sum of all answers there can be; null while one of them is missing. */
function sumOf(options: readonly Answers[], toAll: Answers, allowed: readonly Answer[]): Figure {
  let sum = 0n;
  for (const answers of options) {
    for (const answer of allowed) {
      const figure = answers[answer];
      if (figure === null) return null;
      sum += figure;
    }
  }
  return sum + (toAll.yes ?? 0n) + (toAll.no ?? 0n) + (toAll.abstain ?? 0n);
}

function holdsTogether({ method, perOption }: VoteForm, { options, toAll, valid, invalid, cast }: Tally): boolean {
  if (valid !== null && valid < 0n) return false;
  if (cast !== null && valid !== null && cast !== valid + (invalid ?? 0n)) return false;
  if (valid === null) return true;
  const all = (toAll.yes ?? 0n) + (toAll.no ?? 0n) + (toAll.abstain ?? 0n);
  const most = method === 'selection' ? valid * BigInt(perOption) : valid;
  return Object.values(options).every(
    ({ yes, no, abstain }) => (yes ?? 0n) + (no ?? 0n) + (abstain ?? 0n) + all <= most,
  );
}
