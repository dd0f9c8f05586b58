import { type Kysely, sql, type Transaction } from 'kysely';
import type {
  AgencyRef,
  LegalBasis,
  Move,
  ReorganisationRow,
  ReorganisationState,
  WriteReorganisation,
} from '../../contract.ts';
import { Move as MoveSchema } from '../../contract.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import type { Row } from './world.ts';

type Db = Kysely<DirectoryTables> | Transaction<DirectoryTables>;
type Trx = Transaction<DirectoryTables>;

export interface ReorganisationRecord {
  id: string;
  title: string;
  legal: LegalBasis;
  effectiveOn: Day;
  state: ReorganisationState;
  version: number;
  failure: string | null;
  appliedAt: Date | null;
}

function record(row: Row<'directory.reorganisation'>): ReorganisationRecord {
  return {
    id: row.id,
    title: row.title,
    legal: { number: row.legal_number, date: row.legal_date, issuer: row.legal_issuer, link: row.legal_link },
    effectiveOn: row.effective_on,
    state: row.state,
    version: row.version,
    failure: row.failure,
    appliedAt: row.applied_at,
  };
}

export async function findReorganisation(db: Db, id: string): Promise<ReorganisationRecord | null> {
  const row = await db.selectFrom('directory.reorganisation').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? record(row) : null;
}

/** Locks the row until the end of the transaction: two who change it wait for each other. */
export async function lockReorganisation(trx: Trx, id: string): Promise<ReorganisationRecord | null> {
  const row = await trx
    .selectFrom('directory.reorganisation')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ? record(row) : null;
}

export async function listReorganisations(
  db: Db,
  states: readonly ReorganisationState[],
  after: readonly unknown[] | null,
  limit: number,
): Promise<ReorganisationRow[]> {
  const place = after ? sql`and (r.effective_on, r.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql``;
  const { rows } = await sql<Row<'directory.reorganisation'> & { moves: number; guessed: number }>`
    select r.*, m.moves, m.guessed from directory.reorganisation r
    cross join lateral (
      select count(*) as moves, count(guess) as guessed from directory.reorganisation_move where reorganisation_id = r.id
    ) m
    where r.state = any(${[...states]}) ${place} order by r.effective_on desc, r.id desc limit ${limit}`.execute(db);
  return rows.map(({ moves, guessed, ...row }) => {
    const { version: _version, appliedAt, ...shown } = record(row);
    return { ...shown, appliedAt: appliedAt?.toISOString() ?? null, moveCount: moves, guessedCount: guessed };
  });
}

export async function countReorganisations(db: Db, states: readonly ReorganisationState[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from directory.reorganisation r
    where r.state = any(${[...states]})`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function insertReorganisation(trx: Trx, id: string, input: WriteReorganisation, now: Date): Promise<void> {
  await trx
    .insertInto('directory.reorganisation')
    .values({ id, ...columns(input), state: 'draft', created_at: now, failure: null, applied_at: null })
    .execute();
}

export async function updateReorganisation(trx: Trx, id: string, input: WriteReorganisation): Promise<void> {
  await trx.updateTable('directory.reorganisation').set(columns(input)).where('id', '=', id).execute();
  await setState(trx, id, 'draft');
}

function columns({ title, legal, effectiveOn }: WriteReorganisation) {
  return {
    title,
    legal_number: legal.number,
    legal_date: legal.date,
    legal_issuer: legal.issuer,
    legal_link: legal.link,
    effective_on: effectiveOn,
  };
}

/** Every change of state is a new version. */
export async function setState(
  trx: Trx,
  id: string,
  state: ReorganisationState,
  more: { failure?: string | null; appliedAt?: Date | null } = {},
): Promise<void> {
  await trx
    .updateTable('directory.reorganisation')
    .set((eb) => ({
      state,
      version: eb('version', '+', 1),
      failure: more.failure ?? null,
      ...(more.appliedAt !== undefined && { applied_at: more.appliedAt }),
    }))
    .where('id', '=', id)
    .execute();
}

export async function deleteReorganisation(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('directory.reorganisation').where('id', '=', id).execute();
}

/** Scheduled ones whose day has come. */
export async function findDue(db: Db, day: Day): Promise<string[]> {
  const rows = await db
    .selectFrom('directory.reorganisation')
    .select('id')
    .where('state', '=', 'scheduled')
    .where('effective_on', '<=', day)
    .orderBy('effective_on')
    .orderBy('id')
    .limit(100)
    .execute();
  return rows.map((row) => row.id);
}

export async function findMoves(db: Db, id: string): Promise<Move[]> {
  const rows = await db
    .selectFrom('directory.reorganisation_move')
    .selectAll()
    .where('reorganisation_id', '=', id)
    .orderBy('place')
    .execute();
  return rows.map((row) =>
    MoveSchema.parse({
      ...row.detail,
      id: row.id,
      kind: row.kind,
      fromId: row.from_agency_id,
      toId: row.to_agency_id,
      guess: row.guess,
    }),
  );
}

const BATCH = 1_000;

export async function replaceMoves(trx: Trx, reorganisationId: string, moves: readonly Move[]): Promise<void> {
  await trx.deleteFrom('directory.reorganisation_move').where('reorganisation_id', '=', reorganisationId).execute();
  const rows = moves.map((move, place) => {
    const { id, kind, ...rest } = move;
    const { fromId, toId, guess, ...detail } = { fromId: null, toId: null, guess: null, ...rest };
    return {
      id,
      reorganisation_id: reorganisationId,
      place,
      kind,
      from_agency_id: fromId,
      to_agency_id: toId,
      guess,
      detail: JSON.stringify(detail),
    };
  });
  for (let start = 0; start < rows.length; start += BATCH) {
    await trx
      .insertInto('directory.reorganisation_move')
      .values(rows.slice(start, start + BATCH))
      .execute();
  }
}

/** Where an applied move leads, once a person has decided: the move and its link. */
export async function settleMove(
  trx: Trx,
  reorganisationId: string,
  move: { id: string; fromId: string; toId: string },
  toId: string,
): Promise<void> {
  await trx
    .updateTable('directory.reorganisation_move')
    .set({ to_agency_id: toId, guess: null })
    .where('reorganisation_id', '=', reorganisationId)
    .where('id', '=', move.id)
    .execute();
  const { rows } = await sql<{ id: string }>`
    update directory.agency_link set to_agency_id = ${toId}, guessed = false
    where reorganisation_id = ${reorganisationId} and from_agency_id = ${move.fromId} and to_agency_id = ${move.toId}
    returning id`.execute(trx);
  // The journal keeps the link as it stands now: a decision is not something later that a revert would trip over.
  await sql`update directory.reorganisation_change c set row = to_jsonb(l)
    from directory.agency_link l where l.id = any(${rows.map((row) => row.id)}::uuid[])
      and c.row_id = l.id and c.reorganisation_id = ${reorganisationId}`.execute(trx);
}

/** Agencies by id under their names of a day, else the newest or oldest they have. */
export async function findRefs(db: Db, ids: readonly string[], day: Day): Promise<ReadonlyMap<string, AgencyRef>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<AgencyRef>`
    select a.id, n.name, n.short_name as "shortName" from unnest(${[...ids]}::uuid[]) as a (id)
    join lateral (
      select name, short_name from directory.agency_name x where x.agency_id = a.id
      order by (daterange(x.valid_from, x.valid_to) @> ${day}::date) desc, x.valid_from desc nulls last limit 1
    ) n on true`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Titles of other applied reorganisations that name one of these agencies. */
export async function findAppliedOn(db: Db, agencyIds: readonly string[], except: string): Promise<string[]> {
  const { rows } = await sql<{ title: string }>`
    select distinct r.title from directory.reorganisation r
    join directory.reorganisation_move m on m.reorganisation_id = r.id
    where r.id <> ${except} and r.state = 'applied'
      and (m.from_agency_id = any(${[...agencyIds]}::uuid[]) or m.to_agency_id = any(${[...agencyIds]}::uuid[])
        or (m.detail->>'parentId')::uuid = any(${[...agencyIds]}::uuid[]))
    order by r.title limit 5`.execute(db);
  return rows.map((row) => row.title);
}
