import { type Kysely, sql } from 'kysely';

/**
 * Rules by which people are warned, of one site or of an agency's sites; what they found; and notes on charts. A rule that
 * was removed keeps its row for the history. Hours are of the site's own clock; `quiet_from` = `quiet_to`: no quiet hours.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table usage.alert_rule (
      id uuid primary key,
      name text collate "vi-VN-x-icu" not null,
      kind text not null check (kind in ('drop', 'spike', 'silence')),
      agency_id uuid not null,
      below boolean not null,
      site_id uuid references usage.site on delete cascade,
      measure text not null check (measure in ('people', 'hits', 'bots')),
      percent integer not null check (percent between 1 and 10000),
      hours integer not null check (hours between 1 and 48),
      least integer not null check (least between 0 and 1000000),
      quiet_from integer not null check (quiet_from between 0 and 23),
      quiet_to integer not null check (quiet_to between 0 and 23),
      enabled boolean not null,
      created_by text not null,
      created_at timestamptz not null,
      removed_at timestamptz
    );
    create index alert_rule_agency on usage.alert_rule (agency_id, id) where removed_at is null;
    create index alert_rule_site on usage.alert_rule (site_id) where removed_at is null;

    create table usage.alert (
      id uuid primary key,
      rule_id uuid not null references usage.alert_rule on delete cascade,
      site_id uuid not null references usage.site on delete cascade,
      started_at timestamptz not null,
      ended_at timestamptz,
      value double precision not null,
      usual double precision,
      told_at timestamptz
    );
    create unique index alert_open on usage.alert (rule_id, site_id) where ended_at is null;
    create index alert_started on usage.alert (started_at desc, id desc);
    create index alert_site on usage.alert (site_id, started_at desc);

    create table usage.annotation (
      id uuid primary key,
      agency_id uuid not null,
      site_id uuid references usage.site on delete cascade,
      day date not null,
      text text not null,
      created_by text not null,
      created_at timestamptz not null
    );
    create index annotation_site on usage.annotation (site_id, day);
    create index annotation_agency on usage.annotation (agency_id, day) where site_id is null;
  `.execute(db);
}
