/** Whose vote is held by whom: giver → holder. One step deep: who gave away the own vote holds no others. */
export type Proxies = ReadonlyMap<string, string>;

export type ProxyProblem =
  | 'person_unknown'
  | 'other_session'
  | 'proxy_of_oneself'
  | 'giver_holds_votes'
  | 'holder_gave_away';

/** One act for one person: `to` sets (or, null, takes back) the holder of the own vote, `from` all whose votes are held. */
export interface ProxyChange {
  who: string;
  to?: string | null;
  from?: readonly string[];
}

/** Participants by id; false: of another session. */
export type Known = ReadonlyMap<string, boolean>;

/** The delegations after an act, or why it cannot be done. */
export function changeProxies(proxies: Proxies, known: Known, change: ProxyChange): Proxies | ProxyProblem {
  const { who, to, from } = change;
  for (const id of [who, ...(to == null ? [] : [to]), ...(from ?? [])]) {
    if (!known.has(id)) return 'person_unknown';
    if (known.get(id) === false) return 'other_session';
  }
  if (to === who || from?.includes(who) === true) return 'proxy_of_oneself';
  const next = new Map(proxies);
  if (from !== undefined) {
    for (const [giver, holder] of proxies) if (holder === who) next.delete(giver);
    for (const giver of from) next.set(giver, who);
  }
  if (to === null) next.delete(who);
  if (to != null) next.set(who, to);
  // What this act gives and takes, on the delegations as they will be.
  const holders = new Set(next.values());
  if (to != null && next.has(to)) return 'holder_gave_away';
  if (to != null && holders.has(who)) return 'giver_holds_votes';
  for (const giver of from ?? []) if (holders.has(giver)) return 'giver_holds_votes';
  if ((from ?? []).length > 0 && next.has(who)) return 'holder_gave_away';
  return next;
}
