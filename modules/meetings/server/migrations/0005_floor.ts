import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table meetings.item
      -- Seconds.
      add column break_after integer not null default 0 check (break_after >= 0),
      add column tags text[] not null default '{}',
      add column list_closed boolean not null default false;
    -- A draft or an election stands on an agenda once.
    create unique index item_content on meetings.item (session_id, content, content_id) where content_id is not null;

    -- An entry of the list of speakers of an item. Its state is read from its times; lengths are milliseconds. What was
    -- said before an entry was sent away still counts in the times of its person.
    create table meetings.speaker (
      id uuid primary key,
      session_id uuid not null references meetings.session,
      item_id uuid not null references meetings.item,
      participant_id uuid references meetings.participant,
      kind text not null check (kind in ('none', 'contribution', 'pro', 'contra', 'intervention', 'question')),
      answer boolean not null,
      point_of_order boolean not null,
      category_id text,
      note text check (char_length(note) <= 250),
      unit text,
      weight integer,
      entered_at timestamptz not null,
      begun_at timestamptz,
      paused_at timestamptz,
      resumed_at timestamptz,
      ended_at timestamptz,
      paused_for bigint not null,
      time_limit bigint,
      extra bigint not null,
      spoken_before bigint not null,
      removed_at timestamptz,
      check (not point_of_order or kind = 'none')
    );
    create index speaker_item on meetings.speaker (item_id) where removed_at is null;
    create index speaker_session on meetings.speaker (session_id, participant_id);
    -- One person has the word in a session.
    create unique index speaker_word on meetings.speaker (session_id)
      where begun_at is not null and paused_at is null and ended_at is null and removed_at is null;

    -- The time of a unit on the list of an item, in milliseconds.
    create table meetings.unit_account (
      item_id uuid not null references meetings.item,
      unit text not null,
      initial bigint not null,
      added bigint not null,
      remaining bigint not null,
      running_since timestamptz,
      primary key (item_id, unit)
    );
  `.execute(db);
}
