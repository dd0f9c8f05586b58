import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import type { BodyRules, TypedNumbers } from '../../contract.ts';
import { voteErrors } from '../../errors/votes.ts';
import { findRoster } from '../presence/presence.repo.ts';
import { quorumNow } from '../presence/standing.ts';
import { requireDuty } from '../sessions/seat.ts';
import { electorateOfHeads, electorateToFigures, outcomesOf, resultOf, tallyToText } from './figures.ts';
import { setElectorate, setFinished } from './life.repo.ts';
import { openVote, tellVote } from './open-vote.ts';
import type { VoteTables } from './tables.ts';
import { readTyped, type TypedProblem } from './typed-in.ts';

/** What is wrong with the numbers, and how to mend it. */
const WHY: Record<TypedProblem, { problem: `meetings.${string}`; message: string }> = {
  option_unknown: {
    problem: 'meetings.numbers_option',
    message: 'A number stands at an option that this vote does not have.',
  },
  answer_unfit: {
    problem: 'meetings.numbers_answer',
    message: 'A number stands at an answer that this vote does not have.',
  },
  answer_to_all_refused: {
    problem: 'meetings.numbers_to_all',
    message: 'This vote has no such answer to all options.',
  },
  number_wrong: { problem: 'meetings.numbers_wrong', message: 'Numbers are digits, with six decimals at most.' },
  sums_differ: {
    problem: 'meetings.numbers_differ',
    message: 'The numbers contradict each other: cast is valid and invalid together, and answers are within the valid.',
  },
};

/**
 * Types in what was counted by hand, by the counting board or the secretary; until it is published it may be mended. The
 * members as they are now are whom it is measured against.
 * @throws meetings.vote_electronic, meetings.vote_state, meetings.vote_numbers
 */
export async function enterNumbers(
  ctx: Context,
  sessionId: string,
  voteId: string,
  numbers: TypedNumbers,
): Promise<void> {
  const { participant } = await requireDuty(ctx, sessionId, 'counting', 'secretary');
  await transact(ctx, async (tx) => {
    const trx = tx.as<VoteTables>();
    const { session, vote } = await openVote(trx, sessionId, voteId, 'enter');
    const tally = readTyped(vote.form, numbers);
    if ('refused' in tally) {
      const { problem: code, message } = WHY[tally.refused];
      throw voteErrors.fail('meetings.vote_numbers', { detail: message, fields: [{ path: 'body', code, message }] });
    }
    const rules = session.rules as BodyRules;
    const quorum = quorumNow(await findRoster(trx, sessionId), rules, ctx.platform.now());
    const electorate = electorateOfHeads(quorum);
    const outcomes = outcomesOf(vote, tally, electorateToFigures(electorate));
    await setElectorate(trx, voteId, quorum, electorate);
    await setFinished(trx, voteId, { at: ctx.platform.now(), tally: tallyToText(tally), outcomes, tie: null });
    const counted = { ...vote, tally: tallyToText(tally), outcomes, electorate };
    await tellVote(ctx, tx, {
      session,
      vote,
      by: participant.id,
      action: 'meetings.vote.enter_numbers',
      kind: 'vote_stopped',
      before: vote.tally,
      after: { byHand: true, result: resultOf(counted) },
    });
  });
}
