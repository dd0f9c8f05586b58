import type { Answer, VoteMethod } from '../../contract.ts';

/** What a ballot of a vote may look like. Frozen when the vote starts. */
export interface VoteForm {
  method: VoteMethod;
  /** May one abstain? Of approval and per-option; a selection is left empty by answering all. */
  abstain: boolean;
  /** In a selection: marks speak against an option (gạch tên) instead of for it. */
  strike: boolean;
  /** Ids of the options, in their order. An approval has one: the question itself. */
  options: readonly string[];
  /** Of a selection: marks in all. Otherwise: options answered. */
  least: number;
  most: number;
  /** Marks for one option; 1 unless votes may be heaped. */
  perOption: number;
  /** Answers to all options at once that are allowed; `no` in a selection is "none of these". */
  toAll: readonly Answer[];
}

export type FormProblem =
  | 'options_missing'
  | 'option_twice'
  | 'approval_has_one_option'
  | 'limit_too_small'
  | 'least_above_most'
  | 'per_option_above_most'
  | 'least_out_of_reach';

/** What is wrong with a form, or null. `byHand`: nobody fills a ballot in here, so that nothing need be reachable. */
export function problemOfForm(form: VoteForm, byHand: boolean): FormProblem | null {
  const { method, options, least, most, perOption } = form;
  if (options.length === 0) return 'options_missing';
  if (new Set(options).size !== options.length) return 'option_twice';
  if (method === 'approval' && options.length !== 1) return 'approval_has_one_option';
  if ([least, most, perOption].some((limit) => !Number.isInteger(limit) || limit < 1)) return 'limit_too_small';
  if (least > most) return 'least_above_most';
  if (perOption > most) return 'per_option_above_most';
  const reach = method === 'selection' ? options.length * perOption : options.length;
  return !byHand && least > reach ? 'least_out_of_reach' : null;
}

/** Answers that an option of this form may get. */
export function answersOf({ method, abstain, strike }: VoteForm): readonly Answer[] {
  if (method === 'selection') return [strike ? 'no' : 'yes'];
  return abstain ? ['yes', 'no', 'abstain'] : ['yes', 'no'];
}
