import type { Vote } from '../../contract.ts';
import { hasDuty, type Seat } from '../sessions/seat.ts';
import { resultOf } from './figures.ts';
import type { VoteRecord } from './vote-record.ts';

/** May the caller see a result before it is published? Who counts and who records it, once it is counted. */
export const seesCounts = (seat: Seat) => hasDuty(seat, 'chair', 'secretary', 'counting', 'auditor');

/** May the caller see votes that are only planned? */
export const seesPlans = (seat: Seat) => hasDuty(seat, 'chair', 'secretary', 'counting');

/** A vote as anybody of the session sees it: while it runs how many have voted, and the result at one act. */
export function toView(vote: VoteRecord, names: ReadonlyMap<string, { name: string }>, counts: boolean): Vote {
  const { form, labels, electorate, tie } = vote;
  const { method, abstain, strike, least, most, perOption } = form;
  const shown = vote.state === 'published' || (counts && vote.state === 'finished');
  return {
    id: vote.id,
    sessionId: vote.sessionId,
    itemId: vote.itemId,
    number: vote.number,
    round: vote.round,
    previousId: vote.previousId,
    title: vote.title,
    question: vote.question,
    visibility: vote.visibility,
    method,
    abstain,
    strike,
    least,
    most,
    perOption,
    toAll: [...form.toAll],
    options: form.options.map((id, place) => {
      const label = labels[place];
      if (label === undefined || 'text' in label) return { id, label: label?.text ?? '' };
      return { id, label: label.people.map((person) => names.get(person)?.name ?? '?').join(', ') };
    }),
    threshold: vote.threshold,
    text: vote.text,
    state: vote.state,
    startedAt: vote.startedAt?.toISOString() ?? null,
    stoppedAt: vote.stoppedAt?.toISOString() ?? null,
    publishedAt: vote.publishedAt?.toISOString() ?? null,
    quorum: vote.quorum,
    entitledCount: electorate?.memberCount ?? null,
    presentCount: electorate?.presentCount ?? null,
    castCount: vote.castCount,
    result: shown ? resultOf(vote) : null,
    tie:
      shown && tie !== null
        ? { chairAnswer: tie.chairAnswer, proposed: tie.proposed, confirmed: tie.confirmedBy !== null }
        : null,
  };
}

/** People who stand on ballots. */
export const peopleOn = (votes: readonly VoteRecord[]) =>
  votes.flatMap(({ labels }) => labels.flatMap((label) => ('people' in label ? label.people : [])));
