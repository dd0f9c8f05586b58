import { type Kysely, sql } from 'kysely';

export interface JobCount {
  job: string;
  /** `waiting` for its time or a free worker, `retrying` after a failure, `active`, `failed` for good. */
  state: 'waiting' | 'retrying' | 'active' | 'failed';
  count: number;
}

export interface OldestJob {
  job: string;
  /** Seconds since the oldest job that could run might have begun. */
  seconds: number;
}

/** Jobs that are not done, by name and state. What is done and kept a while is not read. */
export async function countJobs(db: Kysely<unknown>): Promise<JobCount[]> {
  const { rows } = await sql<JobCount>`
    select name as job, count(*)::int as count,
      case state when 'created' then 'waiting' when 'retry' then 'retrying' else state::text end as state
    from pgboss.job where state in ('created', 'retry', 'active', 'failed') and name not like '\\_\\_pgboss%'
    group by 1, 3 order by 1, 3`.execute(db);
  return rows;
}

export interface FailedJob {
  id: string;
  job: string;
  failedAt: Date;
  /** To the microsecond, as PostgreSQL writes it. */
  place: string;
  tries: number;
  /** What the last try said. */
  cause: string;
}

/** Jobs that failed for good, the newest first, after a place. */
export async function listFailedJobs(
  db: Kysely<unknown>,
  after: { at: string; id: string } | null,
  limit: number,
): Promise<FailedJob[]> {
  const beyond = after ? sql`and (completed_on, id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``;
  const { rows } = await sql<FailedJob>`
    select id, name as job, completed_on as "failedAt", completed_on::text as place, retry_count + 1 as tries,
      coalesce(output->>'message', output->>'value', output::text, '') as cause
    from pgboss.job where state = 'failed' and name not like '\\_\\_pgboss%' ${beyond}
    order by completed_on desc, id desc limit ${limit}`.execute(db);
  return rows;
}

/** One that failed; undefined when there is none, or no more. */
export async function findFailedJob(db: Kysely<unknown>, id: string): Promise<{ job: string } | undefined> {
  const { rows } = await sql<{ job: string }>`
    select name as job from pgboss.job where id = ${id} and state = 'failed'`.execute(db);
  return rows[0];
}

/** Ids of the oldest jobs that failed, by name; so many at most. */
export async function findFailedIds(db: Kysely<unknown>, limit: number): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ job: string; id: string }>`
    select name as job, id from pgboss.job where state = 'failed' and name not like '\\_\\_pgboss%'
    order by completed_on, id limit ${limit}`.execute(db);
  const byName = new Map<string, string[]>();
  for (const { job, id } of rows) byName.set(job, [...(byName.get(job) ?? []), id]);
  return byName;
}

export interface LastRun {
  job: string;
  state: 'completed' | 'failed' | 'active' | 'retrying';
  at: Date;
  /** Null while it runs. */
  seconds: number | null;
}

/** The last run of each job that recurs; those are remembered for a week. */
export async function findLastRuns(db: Kysely<unknown>): Promise<LastRun[]> {
  const { rows } = await sql<LastRun>`
    select distinct on (j.name) j.name as job, case j.state when 'retry' then 'retrying' else j.state::text end as state,
      j.started_on as at, extract(epoch from j.completed_on - j.started_on)::float8 as seconds
    from pgboss.schedule s join pgboss.job j on j.name = s.name
    where j.started_on is not null and j.state in ('completed', 'failed', 'active', 'retry')
    order by j.name, j.started_on desc`.execute(db);
  return rows;
}

export async function findOldestJobs(db: Kysely<unknown>): Promise<OldestJob[]> {
  const { rows } = await sql<OldestJob>`
    select name as job, extract(epoch from now() - min(start_after))::float8 as seconds
    from pgboss.job where state in ('created', 'retry') and start_after <= now() and name not like '\\_\\_pgboss%'
    group by 1 order by 1`.execute(db);
  return rows;
}
