import { type Kysely, sql } from 'kysely';

/** What was backed up from this installation, and what failed. A backup itself does not hold this table. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table platform.backup (
      id uuid primary key,
      state text not null check (state in ('running', 'done', 'failed')),
      place text not null,
      file text not null,
      sealed boolean not null,
      bytes bigint,
      sha256 bytea,
      cause text,
      started_at timestamptz not null,
      ended_at timestamptz,
      removed_at timestamptz
    );
    create index backup_order on platform.backup (started_at desc);
  `.execute(db);
}
