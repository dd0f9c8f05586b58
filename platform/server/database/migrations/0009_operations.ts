import { type Kysely, sql } from 'kysely';

/** How far a backup is; and the audit as it is searched: by time, person, action, subject, agency and words. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table platform.backup add column step text, add column read_bytes bigint;
    create index backup_done on platform.backup (started_at desc) where state = 'done';

    drop index platform.audit_subject, platform.audit_actor, platform.audit_at;
    create index audit_time on platform.audit (at desc, id desc);
    create index audit_actor on platform.audit (actor_id, at desc, id desc);
    create index audit_action on platform.audit (action text_pattern_ops, at desc, id desc);
    create index audit_subject on platform.audit (subject_type, subject_id, at desc, id desc);
    create index audit_unit on platform.audit (unit_id, at desc, id desc);
    create index audit_request on platform.audit (request_id);

    create function platform.fold(given text) returns text language sql immutable strict parallel safe as $$
      select regexp_replace(translate(lower(regexp_replace(normalize(given, NFD), '[\u0300-\u036f]', '', 'g')), 'đ', 'd'),
        '[^a-z0-9]+', ' ', 'g')
    $$;
    create function platform.audit_words(subject_id text, before jsonb, after jsonb) returns tsvector
      language sql immutable parallel safe as $$
      select to_tsvector('simple'::regconfig,
        platform.fold(subject_id || ' ' || coalesce(left(before::text, 100000), '') || ' ' || coalesce(left(after::text, 100000), '')))
    $$;
    create index audit_words on platform.audit using gin (platform.audit_words(subject_id, before, after));
  `.execute(db);
}
