import type { BodyRules, PresenceState, Quorum } from '../../contract.ts';
import type { RosterRow } from './presence.repo.ts';
import { presenceAt } from './presence.ts';
import { neededFor, quorumOf } from './quorum.ts';

const MINUTE_MS = 60_000;

/** Where a participant stands now. */
export function stateOf(
  { from, lostAt }: Pick<RosterRow, 'from' | 'lostAt'>,
  rules: BodyRules | null,
  now: Date,
): PresenceState {
  if (from === null) return 'absent';
  return presenceAt([{ from, to: null, lostAt }], now, (rules?.graceMinutes ?? 0) * MINUTE_MS);
}

/** Does somebody belong to the number that the quorum is a share of? */
export const isMember = ({ kind, votes }: Pick<RosterRow, 'kind' | 'votes'>) => kind === 'member' && votes;

/**
 * The quorum as it stands: members once each, wherever they sit; a substitute in place of an absent member where the body's
 * rules say so, invitees never.
 */
export function quorumNow(roster: readonly RosterRow[], rules: BodyRules, now: Date): Quorum {
  const states = new Map(roster.map((row) => [row.id, stateOf(row, rules, now)]));
  const members = roster.filter(isMember);
  const replaced = new Map<string, PresenceState>();
  if (rules.substitutes.countForQuorum) {
    for (const { id, kind, substituteForId } of roster) {
      if (kind === 'substitute' && substituteForId !== null) replaced.set(substituteForId, states.get(id) ?? 'absent');
    }
  }
  const count = (wanted: PresenceState) =>
    members.filter(({ id }) => {
      const own = states.get(id);
      return (own === 'absent' ? (replaced.get(id) ?? own) : own) === wanted;
    }).length;
  const [present, uncertain] = [count('present'), count('uncertain')];
  return {
    state: quorumOf(rules.quorum, members.length, present, uncertain),
    members: members.length,
    present,
    uncertain,
    needed: neededFor(rules.quorum, members.length),
    overrideReason: null,
  };
}
