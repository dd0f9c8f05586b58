import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { PersonRow, PersonState } from '../../contract.ts';
import { wordsIn } from '../names/search.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import { inForce } from '../time/in-force.repo.ts';
import { findAssignments, hasAccount, plain } from './people.repo.ts';

type Db = Kysely<DirectoryTables> | Transaction<DirectoryTables>;

export interface PeopleFilter {
  day: Day;
  q?: string | undefined;
  /** Only people with a post in one of these on the day; `all`: also those without any. */
  agencies: 'all' | ReadonlySet<string>;
  /** Where that is the shorter way to say it: the agencies of the day that are not among them. */
  allBut?: readonly string[] | undefined;
  positionId?: string | undefined;
  roleId?: string | undefined;
  state?: PersonState | undefined;
  account?: boolean | undefined;
}

type FlatPerson = Omit<PersonRow, 'assignments'> & { givenName: string };

/**
 * People by given name, after a place. The page is cut in the order's index, which knows the words of names, too; what
 * else is shown is looked up for those on it.
 */
export async function listPeople(db: Db, filter: PeopleFilter, after: readonly unknown[] | null, limit: number) {
  const place = after ? sql`and (p.given_name, p.name, p.id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid)` : sql``;
  const { rows } = await sql<FlatPerson>`
    with page as materialized (
      select p.id from directory.person p where true ${conditions(filter)} ${place}
      order by p.given_name, p.name, p.id limit ${limit}
    )
    select p.id, p.name, p.given_name as "givenName", p.email, p.phone, ${hasAccount} as "hasAccount"
    from page join directory.person p on p.id = page.id
    order by p.given_name, p.name, p.id`.execute(db);
  const posts = await findAssignments(
    db,
    rows.map((row) => row.id),
    filter.day,
  );
  return rows.map((row) => ({
    ...row,
    assignments: (posts.get(row.id) ?? []).filter((post) => post.inForce).map(plain),
  }));
}

/** Agencies from which on people are looked at one by one: to join all their posts first takes longer than a page. */
const WIDE = 1_000;

const isLong = (agencies: PeopleFilter['agencies']) => agencies !== 'all' && agencies.size > WIDE;

/** Are most people of the order likely to fit? Then posts are looked up person by person, as far as the page needs. */
function isWide({ agencies, allBut, state, positionId }: PeopleFilter): boolean {
  if (positionId !== undefined) return false;
  if (agencies === 'all') return state === 'active';
  return allBut !== undefined || isLong(agencies);
}

/** Beyond these a count costs more than it tells: words and wide sets of agencies must be looked at row by row. */
const COUNTED = { all: 50_000, oneByOne: 2_000 };

/** How many fit; null where there are more than {@link COUNTED}, or as many of whom each had to be looked at. */
export async function countPeople(db: Db, filter: PeopleFilter): Promise<number | null> {
  if (isWide(filter)) {
    return isOfPostsOnly(filter) ? await countHolders(db, filter) : await countAmong(db, filter);
  }
  const most = filter.q ? COUNTED.oneByOne : COUNTED.all;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select from directory.person p where true ${conditions(filter)} limit ${most + 1}
    ) found`.execute(db);
  const count = rows[0]?.count ?? 0;
  return count > most ? null : count;
}

function isOfPostsOnly({ q, roleId, account, state }: PeopleFilter): boolean {
  return !q && roleId === undefined && account === undefined && state !== 'left';
}

/** Counted by posts: nobody else needs to be looked at. Who holds two is one, so twice as many posts are read. */
async function countHolders(db: Db, filter: PeopleFilter): Promise<number | null> {
  const most = 2 * COUNTED.oneByOne;
  const { rows } = await sql<{ posts: number; people: number }>`
    select count(*) as posts, count(distinct person_id) as people from (
      select s.person_id from directory.assignment s
      where ${inForce('s', filter.day)} ${amongAgencies(filter, 'joined')} limit ${most + 1}
    ) held`.execute(db);
  const { posts = 0, people = 0 } = rows[0] ?? {};
  return posts > most || people > COUNTED.oneByOne ? null : people;
}

/** Counted among those whom all but the agencies fits, while these are few. */
async function countAmong(db: Db, filter: PeopleFilter): Promise<number | null> {
  const { rows } = await sql<{ looked: number; count: number }>`
    select count(*) as looked, count(*) filter (where ${holdsPost(filter)}) as count from (
      select p.id from directory.person p where true ${ofPerson(filter)} limit ${COUNTED.oneByOne + 1}
    ) p`.execute(db);
  const { looked = 0, count = 0 } = rows[0] ?? {};
  return looked > COUNTED.oneByOne ? null : count;
}

/** Of longer lists of agencies the planner weighs each entry, which takes longer than the query. */
const WEIGHED = 200;

/**
 * Is the post (alias `s`) at one of the agencies? Asked person by person they are hashed once: `is true` keeps the
 * planner from joining them.
 */
function amongAgencies(
  { agencies, allBut }: PeopleFilter,
  how: 'hashed' | 'joined' = isLong(agencies) ? 'hashed' : 'joined',
): RawBuilder<unknown> {
  if (agencies === 'all' || allBut?.length === 0) return sql``;
  if (allBut) return sql`and (s.agency_id in (select unnest(${`{${allBut.join()}}`}::uuid[]))) is not true`;
  if (agencies.size <= WEIGHED) return sql`and s.agency_id = any(${[...agencies]}::uuid[])`;
  const among = sql`s.agency_id in (select unnest(${`{${[...agencies].join()}}`}::uuid[]))`;
  return how === 'hashed' ? sql`and (${among}) is true` : sql`and ${among}`;
}

function conditions(filter: PeopleFilter): RawBuilder<unknown> {
  const { agencies, positionId, state } = filter;
  const asksPost = agencies !== 'all' || positionId !== undefined || state === 'active';
  return sql`${ofPerson(filter)} ${asksPost ? sql`and ${holdsPost(filter)}` : sql``}`;
}

/** Has the person (alias `p`) a post of the day that is asked for? */
function holdsPost(filter: PeopleFilter): RawBuilder<unknown> {
  const { day, positionId } = filter;
  const as = positionId === undefined ? sql`` : sql`and s.position_id = ${positionId}`;
  const posts = sql`from directory.assignment s
    where s.person_id = p.id ${amongAgencies(filter)} ${as} and ${inForce('s', day)}`;
  // A scalar subquery is not pulled up into a join: posts are looked up person by person, as far as the page needs.
  return isWide(filter) ? sql`(select true ${posts} limit 1)` : sql`exists (select ${posts})`;
}

function ofPerson({ q, day, roleId, state, account }: PeopleFilter): RawBuilder<unknown> {
  const parts = [sql``];
  if (q?.includes('@')) {
    const letters = q
      .trim()
      .toLowerCase()
      .replace(/[\\%_]/g, '\\$&');
    parts.push(sql`and p.email like ${`${letters}%`}`);
  } else if (q) parts.push(...wordsIn('p', q).map((word) => sql`and ${word}`));
  if (state === 'left') {
    parts.push(
      sql`and not exists (select from directory.assignment s where s.person_id = p.id and ${inForce('s', day)})`,
    );
  }
  if (roleId !== undefined) {
    parts.push(sql`and exists (select from directory.role_grant g
      left join directory.assignment b on b.id = g.assignment_id
      where g.person_id = p.id and g.role_id = ${roleId} and ${inForce('g', day)}
        and (g.assignment_id is null or ${inForce('b', day)}))`);
  }
  if (account !== undefined) parts.push(account ? sql`and ${hasAccount}` : sql`and not ${hasAccount}`);
  return sql.join(parts, sql` `);
}
