import type { Threshold, Visibility } from '../../contract.ts';
import { type FormProblem, problemOfForm, type VoteForm } from './form.ts';

/** What stands on a ballot: words, or people (one of them, or a list that is chosen whole). */
export type OptionLabel = { text: string } | { people: readonly string[] };

export interface VotePlan {
  visibility: Visibility;
  form: VoteForm;
  labels: readonly OptionLabel[];
  threshold: Threshold;
}

/** What is voted on: an item of the session, and what stands behind it. */
export interface Subject {
  sameSession: boolean;
  allowsVote: boolean;
}

export type PlanProblem =
  | FormProblem
  | 'subject_missing'
  | 'subject_elsewhere'
  | 'subject_allows_no_vote'
  | 'heaped_is_relative';

/** What is wrong with a vote as it is planned, or null. */
export function problemOfPlan(plan: VotePlan, subject: Subject | null): PlanProblem | null {
  if (subject === null) return 'subject_missing';
  if (!subject.sameSession) return 'subject_elsewhere';
  if (!subject.allowsVote) return 'subject_allows_no_vote';
  const labels = plan.labels.map((label) => ('text' in label ? `t ${label.text}` : `p ${label.people.join(' ')}`));
  if (new Set(labels).size !== labels.length) return 'option_twice';
  // Five marks of one voter are no majority of voters.
  if (plan.form.perOption > 1 && plan.threshold.kind === 'share') return 'heaped_is_relative';
  return problemOfForm(plan.form, plan.visibility === 'by_hand');
}
