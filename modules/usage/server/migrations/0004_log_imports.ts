import { type Kysely, sql } from 'kysely';

/**
 * Imports of logs of web servers. `content_bytes` is how far the content is counted, `content_sha256` the hash of so much
 * of it: a log that comes again, grown or packed, is recognised by its beginning.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table usage.log_import (
      id uuid primary key,
      site_id uuid not null references usage.site on delete cascade,
      file_key text,
      name text not null,
      file_bytes bigint not null,
      file_sha256 bytea not null,
      format text not null,
      state text not null
        check (state in ('uploaded', 'waiting', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone')),
      asked_by text not null,
      created_at timestamptz not null,
      progress_at timestamptz not null,
      started_at timestamptz,
      ended_at timestamptz,
      cause text,
      read_bytes bigint not null default 0,
      skipped_bytes bigint not null default 0,
      content_bytes bigint not null default 0,
      content_sha256 bytea,
      lines bigint not null default 0,
      counts jsonb not null default '{"recorded":{},"bots":{},"aside":{},"broken":{}}',
      first_at timestamptz,
      last_at timestamptz
    );
    create index log_import_site on usage.log_import (site_id, id desc);
    create index log_import_open on usage.log_import (progress_at)
      where state in ('uploaded', 'waiting', 'running', 'undoing');
    create index log_import_file on usage.log_import (id) where file_key is not null;

    create table usage.log_import_problem (
      import_id uuid not null references usage.log_import on delete cascade,
      line bigint not null,
      reason text not null,
      text text not null,
      primary key (import_id, line)
    );
  `.execute(db);
}
