import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Every sending stands: papers are not taken back. The last one counts.
    create table meetings.invitation (
      id uuid primary key,
      session_id uuid not null references meetings.session,
      sent_at timestamptz not null,
      text jsonb not null,
      urgent_reason text not null,
      people integer not null
    );
    create index invitation_session on meetings.invitation (session_id, sent_at desc);
    revoke update, delete, truncate on meetings.invitation from nhipcau_app;

    alter table meetings.session add column reminded_at timestamptz;

    create table meetings.document (
      id uuid primary key,
      session_id uuid not null references meetings.session,
      item_id uuid references meetings.item on delete set null,
      title text not null,
      visibility text not null check (visibility in ('all', 'members', 'internal')),
      presenter text not null,
      withdrawn_at timestamptz,
      created_at timestamptz not null default now()
    );
    create index document_session on meetings.document (session_id, created_at, id);
    create index document_item on meetings.document (item_id);

    -- What was handed in is never changed: another version comes beside it.
    create table meetings.document_version (
      document_id uuid not null references meetings.document,
      number integer not null,
      file_key text not null,
      file_name text not null,
      media_type text not null,
      bytes bigint not null,
      sha256 bytea not null,
      uploaded_at timestamptz not null,
      uploaded_by text not null,
      late boolean not null,
      primary key (document_id, number)
    );
    revoke update, delete, truncate on meetings.document_version from nhipcau_app;
  `.execute(db);
}
