import { type Kysely, sql } from 'kysely';

/** What belongs to one person and nobody else: notifications and saved views. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table platform.notification (
      id uuid primary key,
      person_id uuid not null,
      kind text not null,
      subject_type text not null,
      subject_id text not null,
      text text not null,
      "values" jsonb not null,
      link text not null,
      at timestamptz not null,
      read_at timestamptz
    );
    create index notification_person on platform.notification (person_id, id desc);
    create index notification_unread on platform.notification (person_id) where read_at is null;
    create index notification_at on platform.notification (at);
    create table platform.saved_view (
      id uuid primary key,
      person_id uuid not null,
      screen text not null,
      name text not null,
      filters jsonb not null,
      changed_at timestamptz not null,
      unique (person_id, screen, name)
    );
  `.execute(db);
}
