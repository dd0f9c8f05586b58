import { type Kysely, sql } from 'kysely';

/** The outbox of mail. What a mail says is sealed, because it may hold a link that signs somebody in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table platform.mail (
      id uuid primary key,
      kind text not null,
      recipient text not null,
      subject text not null,
      unit_id uuid,
      sealed bytea,
      state text not null default 'waiting' check (state in ('waiting', 'sent', 'refused', 'expired')),
      attempts integer not null default 0,
      cause text,
      created_at timestamptz not null,
      next_at timestamptz not null,
      expires_at timestamptz not null,
      sent_at timestamptz,
      check (sealed is null = (state in ('sent', 'expired')))
    );
    create index mail_due on platform.mail (next_at) where state = 'waiting';
    create index mail_state on platform.mail (state, id);
    create index mail_life on platform.mail (expires_at) where state in ('waiting', 'refused');
    revoke all on platform.mail from nhipcau_reports;
  `.execute(db);
}
