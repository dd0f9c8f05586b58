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

export async function findOldestJobs(db: Kysely<unknown>): Promise<OldestJob[]> {
  const { rows } = await sql<OldestJob>`
    select name as job, extract(epoch from now() - min(start_after))::float8 as seconds
    from pgboss.job where state in ('created', 'retry') and start_after <= now() and name not like '\\_\\_pgboss%'
    group by 1 order by 1`.execute(db);
  return rows;
}
