import type { Transaction } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import type { BodyRules, ChangeVote, PlanVote, Threshold } from '../../contract.ts';
import { voteErrors } from '../../errors/votes.ts';
import { meetingsErrors } from '../../errors.ts';
import { findRoster } from '../presence/presence.repo.ts';
import { requireDuty } from '../sessions/seat.ts';
import { lockSession, type SessionRecord } from '../sessions/sessions.repo.ts';
import { tellVote } from './open-vote.ts';
import { type PlanProblem, problemOfPlan, type Subject } from './plan.ts';
import type { VoteTables } from './tables.ts';
import type { VoteRecord } from './vote-record.ts';
import { findItemState, findVote, insertVote, type NewVote } from './votes.repo.ts';

/** What is wrong with a plan, where, and how to mend it. */
const WHY: Record<PlanProblem, { path: string; problem: `meetings.${string}`; message: string }> = {
  options_missing: { path: 'body.options', problem: 'meetings.options_missing', message: 'Name at least one option.' },
  option_twice: { path: 'body.options', problem: 'meetings.option_twice', message: 'Each option stands once.' },
  approval_has_one_option: {
    path: 'body.options',
    problem: 'meetings.approval_has_one_option',
    message: 'A vote on one question has no options of its own.',
  },
  limit_too_small: {
    path: 'body.least',
    problem: 'meetings.limit_too_small',
    message: 'Least, most and marks for one option are at least 1.',
  },
  least_above_most: {
    path: 'body.least',
    problem: 'meetings.least_above_most',
    message: 'The least is at most the most.',
  },
  per_option_above_most: {
    path: 'body.perOption',
    problem: 'meetings.per_option_above_most',
    message: 'Marks for one option are at most the marks in all.',
  },
  least_out_of_reach: {
    path: 'body.least',
    problem: 'meetings.least_out_of_reach',
    message: 'Nobody could mark as many: lower the least, or add options.',
  },
  subject_missing: {
    path: 'body.itemId',
    problem: 'meetings.subject_missing',
    message: 'Name an item of this session.',
  },
  subject_elsewhere: {
    path: 'body.itemId',
    problem: 'meetings.subject_missing',
    message: 'Name an item of this session.',
  },
  subject_allows_no_vote: {
    path: 'body.itemId',
    problem: 'meetings.subject_allows_no_vote',
    message: 'The item is withdrawn, or put off.',
  },
  heaped_is_relative: {
    path: 'body.threshold',
    problem: 'meetings.heaped_is_relative',
    message: 'Where one option may get several marks, only more than all others counts.',
  },
};

/**
 * Plans a vote on an item of the session; its chair or secretary may, as soon as the session is prepared.
 * @throws meetings.duty_missing, meetings.session_state, meetings.vote_plan
 */
export async function planVote(ctx: Context, sessionId: string, input: PlanVote): Promise<string> {
  const { participant } = await requireDuty(ctx, sessionId, 'chair', 'secretary');
  return await transact(ctx, async (tx) => {
    const trx = tx.as<VoteTables>();
    const session = (await lockSession(trx, sessionId)) as SessionRecord;
    if (session.state === 'closed' || session.state === 'cancelled')
      throw meetingsErrors.fail('meetings.session_state');
    const plan = await readPlan(trx, session, input.itemId, input);
    const id = await insertVote(trx, { ...plan, sessionId, itemId: input.itemId, round: 1, previousId: null });
    const vote = (await findVote(trx, sessionId, id)) as VoteRecord;
    await tellVote(ctx, tx, { session, vote, by: participant.id, action: 'meetings.vote.plan', after: { ...plan } });
    return id;
  });
}

type Plan = Omit<NewVote, 'sessionId' | 'itemId' | 'round' | 'previousId'>;

/** The plan as it is kept. @throws meetings.vote_plan */
export async function readPlan(
  trx: Transaction<VoteTables>,
  session: SessionRecord,
  itemId: string,
  input: ChangeVote,
): Promise<Plan> {
  const { title, question, visibility, method, options, text } = input;
  // The question of an approval is its one option.
  const labels = method === 'approval' && options.length === 0 ? [{ text: question }] : options;
  const form = {
    method,
    abstain: input.abstain,
    strike: input.strike,
    least: input.least,
    most: input.most,
    perOption: input.perOption,
    toAll: input.toAll,
  };
  const threshold = input.threshold ?? usualThreshold(session.rules);
  const item = await findItemState(trx, session.id, itemId);
  const subject: Subject | null = item
    ? { sameSession: true, allowsVote: item.state !== 'withdrawn' && item.state !== 'postponed' }
    : null;
  const places = { ...form, options: labels.map((_, place) => String(place)) };
  const problem = problemOfPlan({ visibility, form: places, labels, threshold }, subject);
  if (problem !== null) {
    const { path, problem: code, message } = WHY[problem];
    throw voteErrors.fail('meetings.vote_plan', { detail: message, fields: [{ path, code, message }] });
  }
  await requireParticipants(trx, session.id, labels);
  return { title, question, visibility, form, labels, threshold, text };
}

/** As the body's rules have it; a body whose chair decides only takes advice. */
function usualThreshold(rules: BodyRules | null): Threshold {
  if (rules === null || rules.decides === 'chair') return { kind: 'none', source: rules?.majority.source ?? '' };
  return { kind: 'share', ...rules.majority };
}

async function requireParticipants(
  trx: Transaction<VoteTables>,
  sessionId: string,
  labels: Plan['labels'],
): Promise<void> {
  const wanted = labels.flatMap((label) => ('people' in label ? label.people : []));
  if (wanted.length === 0) return;
  const known = new Set((await findRoster(trx, sessionId)).map(({ id }) => id));
  if (wanted.every((id) => known.has(id))) return;
  const message = 'Name participants of this session.';
  throw voteErrors.fail('meetings.vote_plan', {
    detail: message,
    fields: [{ path: 'body.options', code: 'meetings.participant_elsewhere', message }],
  });
}
