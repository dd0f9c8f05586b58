import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table platform.setting (
      key text primary key,
      value jsonb not null,
      changed_at timestamptz not null default now()
    );
    create table platform.audit (
      id uuid primary key,
      chain text not null,
      seq bigint not null,
      at timestamptz not null,
      actor_kind text not null check (actor_kind in ('person', 'system', 'anonymous')),
      actor_id text,
      actor_unit_id uuid,
      request_id text not null,
      action text not null,
      subject_type text not null,
      subject_id text not null,
      unit_id uuid,
      before jsonb,
      after jsonb,
      hash bytea not null,
      unique (chain, seq)
    );
    create index audit_subject on platform.audit (subject_type, subject_id, at desc);
    create index audit_actor on platform.audit (actor_id, at desc);
    create index audit_at on platform.audit (at desc);
    create table platform.audit_head (
      chain text primary key,
      seq bigint not null,
      hash bytea not null
    );
    create table platform.event (
      id bigint generated always as identity primary key,
      topic text not null,
      payload jsonb not null,
      at timestamptz not null default now()
    );
    create index event_at on platform.event (at);
    create table platform.file (
      key text primary key,
      module text not null,
      name text not null,
      media_type text not null,
      size bigint not null check (size >= 0),
      sha256 bytea not null,
      unit_id uuid,
      created_at timestamptz not null default now()
    );
  `.execute(db);
  // What is once in the audit stays: the app may add, never change or remove.
  await sql`revoke update, delete, truncate on platform.audit from nhipcau_app`.execute(db);
}
