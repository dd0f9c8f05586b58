import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- The name that a decision gave, if it gave one: bodies are renamed, and old minutes bear the old name.
    alter table meetings.body_act
      add column name text,
      add column short_name text;

    alter table meetings.session add column cancel_reason text not null default '';

    alter table meetings.participant
      -- Name, title and unit without accents.
      add column search text not null default '',
      -- Does the chair let a substitute attend?
      add column leave text check (leave in ('asked', 'given', 'refused'));
    create index participant_seat on meetings.participant (seat_id);

    -- Only one place is the main one.
    create unique index place_main on meetings.place (session_id) where is_main;
  `.execute(db);
}
