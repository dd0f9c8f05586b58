import { type Kysely, sql } from 'kysely';

/** Files that are taken in: each line is kept as it came, with what was found wrong and what it became. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table platform.import_run (
      id uuid primary key,
      kind text not null,
      file_name text not null,
      sha256 bytea not null,
      state text not null check (state in ('checking', 'checked', 'running', 'done', 'failed', 'undone')),
      columns jsonb not null,
      mapping jsonb not null,
      options jsonb not null,
      -- Who started it, under which hat, with which reach: its job acts as that person.
      actor jsonb not null,
      person_id uuid,
      unit_id uuid,
      lines integer not null,
      checked integer not null default 0,
      valid integer not null default 0,
      bad integer not null default 0,
      done integer not null default 0,
      failure text,
      created_at timestamptz not null,
      started_at timestamptz,
      finished_at timestamptz,
      -- When a batch was last written: who is silent was cut off.
      beat_at timestamptz
    );
    create index import_run_order on platform.import_run (kind, created_at desc, id desc);
    create index import_run_open on platform.import_run (state) where state in ('checking', 'running');

    create table platform.import_line (
      import_id uuid not null references platform.import_run on delete cascade,
      line integer not null,
      cells jsonb not null,
      state text not null check (state in ('unchecked', 'waiting', 'bad', 'done', 'undone')),
      problems jsonb,
      -- What its cells mean, and the records that it became.
      value jsonb,
      result jsonb,
      primary key (import_id, line)
    );
    create index import_line_state on platform.import_line (import_id, state, line);
  `.execute(db);
}
