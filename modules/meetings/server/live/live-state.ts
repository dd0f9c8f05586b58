import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Platform } from '#platform/server/platform.ts';
import type { Audience, LiveItem, LiveState } from '../../contract.ts';
import { meetingsErrors } from '../../errors.ts';
import { findItems, type ItemRecord } from '../agenda/items.repo.ts';
import { visibleItems } from '../agenda/visibility.ts';
import { findRoster } from '../presence/presence.repo.ts';
import { quorumNow } from '../presence/standing.ts';
import { findSession } from '../sessions/sessions.repo.ts';
import { hasTheFloor, waiting } from '../speakers/list.ts';
import { loadList } from '../speakers/on-list.ts';
import { speakerSettings } from '../speakers/settings.ts';
import { showAccounts, showEntries } from '../speakers/show-entries.ts';
import type { MeetingsTables } from '../tables.ts';
import { liveVotes } from '../votes/live.ts';
import type { VoteTables } from '../votes/tables.ts';
import { findSeatsKey } from './live.repo.ts';

/** An item rarely has more than some rounds. */
const VOTES_MOST = 10;

/** What this audience sees of a session now. @throws meetings.session_not_found */
export async function liveState(platform: Platform, sessionId: string, audience: Audience): Promise<LiveState> {
  const db = platform.db as Kysely<MeetingsTables>;
  const internal = audience === 'internal' || audience === 'office';
  const office = audience === 'counting' || audience === 'office';
  const voteDb = platform.db as Kysely<VoteTables>;
  // What changes while this is read tells so, and all is read again.
  const [session, all, seatsKey, roster, votes] = await Promise.all([
    findSession(db, sessionId),
    findItems(db, sessionId),
    findSeatsKey(db, sessionId),
    findRoster(voteDb, sessionId),
    liveVotes(voteDb, sessionId, office ? 'office' : 'all'),
  ]);
  if (!session) throw meetingsErrors.fail('meetings.session_not_found');
  const items = visibleItems(all, { seeInternal: internal, manage: internal });
  const item = currentItem(items);
  const settings = speakerSettings(session);
  const list = item && (await loadList(db, session, item));
  const floor = list?.entries.filter(hasTheFloor) ?? [];
  const queue = list ? waiting(list) : [];
  const now = platform.now().getTime();
  const [entries, accounts] = await Promise.all([
    showEntries(db, [...floor, ...queue], { sessionId, settings, now, notes: internal }),
    showAccounts(db, sessionId, list?.accounts ?? []),
  ]);
  const next = items.find(({ state, id }) => state === 'planned' && isLeaf(items, id));
  return {
    version: Number(session.version),
    session: {
      id: session.id,
      title: session.title,
      state: session.state,
      startsAt: session.startsAt.toISOString(),
      openedAt: session.openedAt?.toISOString() ?? null,
      closedAt: session.closedAt?.toISOString() ?? null,
    },
    item: item ? shown(item) : null,
    nextItem: next ? { id: next.id, number: next.number, title: next.title } : null,
    floor: entries.slice(0, floor.length),
    waiting: entries.slice(floor.length),
    accounts,
    votes: votes
      .filter((vote) => vote.state === 'started' || vote.itemId === item?.id)
      .toReversed()
      .slice(0, VOTES_MOST),
    quorum: session.rules && quorumNow(roster, session.rules, platform.now()),
    present: roster.filter(({ from }) => from !== null).length,
    participants: roster.length,
    warnBefore: settings.warnBefore,
    connectAhead: settings.connectAhead,
    agendaKey: createHash('sha256').update(JSON.stringify(items)).digest('base64url').slice(0, 16),
    seatsKey,
  };
}

/** The open item, else the one that was opened last and is paused. */
function currentItem(items: readonly ItemRecord[]): ItemRecord | undefined {
  const paused = items
    .filter(({ state }) => state === 'paused')
    .toSorted((a, b) => (b.openedAt?.getTime() ?? 0) - (a.openedAt?.getTime() ?? 0));
  return items.find(({ state }) => state === 'open') ?? paused[0];
}

const isLeaf = (items: readonly ItemRecord[], id: string): boolean => items.every(({ parentId }) => parentId !== id);

function shown(item: ItemRecord): LiveItem {
  const { id, number, title, presenter, state, content, contentId, seconds, openedAt, listClosed } = item;
  const at = openedAt?.toISOString() ?? null;
  return { id, number, title, presenter, state, content, contentId, seconds, openedAt: at, listClosed };
}
