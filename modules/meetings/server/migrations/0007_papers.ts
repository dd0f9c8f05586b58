import { type Kysely, sql } from 'kysely';

/** Conclusions, and the papers that tell of a session. What is confirmed or signed is changed no more. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table meetings.conclusion (
      id uuid primary key,
      session_id uuid not null references meetings.session,
      number integer not null,
      item_id uuid references meetings.item,
      kind text not null check (kind in ('task', 'none')),
      text text not null,
      lead jsonb,
      partners jsonb not null default '[]',
      product text not null default '',
      due_on date,
      monitor text not null default '',
      confirmed_at timestamptz,
      confirmed_by uuid references meetings.participant,
      -- The entry of the journal that confirmed it: the moment in the recording.
      confirmed_seq bigint,
      unique (session_id, number),
      check (kind = 'none' or lead is not null)
    );

    create table meetings.minutes (
      session_id uuid primary key references meetings.session,
      state text not null check (state in ('draft', 'with_chair', 'signed')),
      sections jsonb not null,
      version integer not null,
      journal_version bigint not null,
      secretary_id uuid references meetings.participant,
      secretary_at timestamptz,
      chair_id uuid references meetings.participant,
      chair_at timestamptz,
      sha256 text,
      check ((state = 'signed') = (chair_at is not null and sha256 is not null))
    );

    create table meetings.minutes_correction (
      id uuid primary key,
      session_id uuid not null references meetings.minutes,
      by_id uuid not null references meetings.participant,
      at timestamptz not null,
      text text not null
    );
    create index minutes_correction_session on meetings.minutes_correction (session_id, at);

    create table meetings.notice (
      session_id uuid primary key references meetings.session,
      number text not null,
      issued_on date not null,
      issued_by uuid not null references meetings.participant,
      issued_at timestamptz not null
    );
  `.execute(db);
}
