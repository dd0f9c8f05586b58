import { type Kysely, sql } from 'kysely';

/** Reports that go out by mail every week or month, and what went out. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table usage.report_mail (
      id uuid primary key,
      agency_id uuid not null,
      site_code int,
      every text not null check (every in ('week', 'month')),
      recipients text[] not null,
      next_on date not null,
      created_at timestamptz not null default now()
    );
    create index report_mail_agency on usage.report_mail (agency_id, id desc);
    create index report_mail_due on usage.report_mail (next_on);
    create table usage.report_sent (
      id uuid primary key,
      report_id uuid not null references usage.report_mail on delete cascade,
      at timestamptz not null,
      from_day date not null,
      to_day date not null,
      recipients text[] not null
    );
    create index report_sent_report on usage.report_sent (report_id, id desc);
  `.execute(db);
}
