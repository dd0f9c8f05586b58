import type { Move } from '../../contract.ts';
import type { Book } from './book.ts';
import type { PostMove } from './plan.ts';
import { endingAgencies, heirs, type Row, type World } from './world.ts';

export interface RightMove {
  personId: string;
  roleId: string;
  scope: 'unit' | 'below' | 'node';
  from: string | null;
  to: string | null;
  ends: boolean;
}

type Post = Row<'directory.assignment'>;

export interface LentEnd {
  giverId: string;
  takerId: string;
  /** The agency by which it ends: that of the post, or the one for which it was lent. */
  agencyId: string;
}

/**
 * Posts at agencies that end go to the heir or end; rights go with them, or end. What was lent ends: a decision names an
 * agency and a post, and neither is there any more.
 */
export function planPeople(moves: readonly Move[], world: World, book: Book) {
  const ending = endingAgencies(moves);
  const ways = heirs(moves);
  const posts: PostMove[] = [];
  const rights: RightMove[] = [];
  /** Where the holder of an old post goes on: the id of the new post, or of the same post already held there. */
  const goesOn = new Map<string, string>();
  const held = new Map(world.heldPosts.map((post) => [placeOf(post, post.agency_id), post]));
  for (const post of world.posts) {
    if (!ending.has(post.agency_id) || !book.end('directory.assignment', post, post.agency_id)) continue;
    const way = ways.get(post.agency_id);
    const to = way?.toId && way.people === 'move' ? way.toId : null;
    const move = { personId: post.person_id, positionId: post.position_id, from: post.agency_id, to };
    const same = to === null ? undefined : held.get(placeOf(post, to));
    posts.push({ ...move, joined: same !== undefined });
    if (to === null) continue;
    if (same) {
      goesOn.set(post.id, same.id);
      continue;
    }
    const next = { ...post, agency_id: to, valid_from: world.day };
    const { id: _id, ...row } = next;
    const id = book.begin('directory.assignment', row);
    goesOn.set(post.id, id);
    held.set(placeOf(post, to), { ...next, id });
  }
  const lost = new Set(world.posts.map((post) => post.id));
  for (const grant of world.grants) {
    const atEnding = grant.agency_id !== null && ending.has(grant.agency_id);
    const lostPost = grant.assignment_id !== null && lost.has(grant.assignment_id);
    if (!atEnding && !lostPost) continue;
    if (!book.end('directory.role_grant', grant, grant.agency_id)) continue;
    const assignmentId = lostPost ? goesOn.get(grant.assignment_id ?? '') : grant.assignment_id;
    const next = assignmentId === undefined ? null : nextGrant(grant, ways, atEnding, assignmentId);
    const { person_id, role_id, scope } = grant;
    rights.push({
      personId: person_id,
      roleId: role_id,
      scope,
      from: grant.agency_id,
      to: next?.agency_id ?? null,
      ends: next === null,
    });
    if (next)
      book.begin('directory.role_grant', {
        person_id,
        role_id,
        scope,
        ...next,
        valid_from: world.day,
        valid_to: grant.valid_to,
      });
  }
  const agencyOf = new Map(world.posts.map((post) => [post.id, post.agency_id]));
  const lent: LentEnd[] = [];
  for (const row of world.delegations) {
    const agencyId = agencyOf.get(row.assignment_id) ?? row.agency_id;
    if (agencyId === null || !book.end('directory.delegation', row, agencyId)) continue;
    lent.push({ giverId: row.giver_id, takerId: row.taker_id, agencyId });
  }
  return { posts, rights, lent };
}

function placeOf({ person_id, position_id }: Post, agencyId: string): string {
  return `${person_id} ${position_id} ${agencyId}`;
}

/** A right at the ended agency goes on only where the move says so; one for elsewhere only needs its post. */
function nextGrant(
  grant: Row<'directory.role_grant'>,
  ways: ReturnType<typeof heirs>,
  atEnding: boolean,
  assignmentId: string | null,
): { agency_id: string | null; assignment_id: string | null } | null {
  if (!atEnding) return { agency_id: grant.agency_id, assignment_id: assignmentId };
  const way = ways.get(grant.agency_id as string);
  if (way?.kind !== 'merge' || way.roles !== 'move' || way.toId === null) return null;
  return { agency_id: way.toId, assignment_id: assignmentId };
}
