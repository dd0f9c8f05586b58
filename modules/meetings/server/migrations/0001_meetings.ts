import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table meetings.body (
      id uuid primary key,
      agency_id uuid not null,
      kind text not null check (kind in ('committee', 'steering_committee', 'peoples_committee', 'council', 'working_group')),
      name text collate "vi-VN-x-icu" not null,
      short_name text not null,
      search text not null,
      founded_on date not null,
      ended_on date,
      created_at timestamptz not null default now()
    );
    create index body_name on meetings.body (name, id);
    create index body_agency on meetings.body (agency_id);

    -- A decision that founds, re-forms or ends a body, or gives it rules.
    create table meetings.body_act (
      id uuid primary key,
      body_id uuid not null references meetings.body,
      kind text not null check (kind in ('found', 'reform', 'rules', 'end')),
      decision text not null,
      decided_on date not null,
      effective_on date not null,
      note text not null default '',
      recorded_at timestamptz not null default now()
    );
    create index body_act_body on meetings.body_act (body_id, effective_on, id);

    -- to_on is the first day on which the seat is no longer held.
    create table meetings.body_seat (
      id uuid primary key,
      body_id uuid not null references meetings.body,
      act_id uuid not null references meetings.body_act,
      end_act_id uuid references meetings.body_act,
      office text not null check (office in ('chair', 'standing_deputy', 'deputy', 'member', 'secretary')),
      person_id uuid,
      name text not null,
      title text not null,
      unit_id uuid,
      votes boolean not null,
      place integer not null,
      from_on date not null,
      to_on date check (to_on >= from_on)
    );
    create index body_seat_body on meetings.body_seat (body_id, from_on);
    create index body_seat_person on meetings.body_seat (person_id);

    create table meetings.body_rules (
      id uuid primary key,
      body_id uuid not null references meetings.body,
      act_id uuid references meetings.body_act,
      from_on date not null,
      rules jsonb not null,
      source text not null,
      unique (body_id, from_on)
    );

    create table meetings.session (
      id uuid primary key,
      body_id uuid not null references meetings.body,
      agency_id uuid not null,
      ordinal integer,
      kind text not null check (kind in ('regular', 'extraordinary', 'thematic', 'conference')),
      title text collate "vi-VN-x-icu" not null,
      search text not null,
      state text not null check (state in ('draft', 'invited', 'open', 'paused', 'closed', 'cancelled')),
      starts_at timestamptz not null,
      ends_at timestamptz not null check (ends_at > starts_at),
      opened_at timestamptz,
      closed_at timestamptz,
      -- Frozen when the session opens.
      rules jsonb,
      settings jsonb not null default '{}',
      -- Grows with every entry of the journal: the number of the last one.
      version bigint not null default 0,
      last_number integer not null default 0,
      created_at timestamptz not null default now()
    );
    create index session_start on meetings.session (starts_at desc, id);
    create index session_body on meetings.session (body_id, starts_at desc);
    create index session_agency on meetings.session (agency_id, starts_at desc);

    create table meetings.place (
      id uuid primary key,
      session_id uuid not null references meetings.session,
      ordinal integer not null,
      is_main boolean not null default false,
      name text not null,
      agency_id uuid,
      room text not null default '',
      latitude double precision,
      longitude double precision,
      unique (session_id, ordinal)
    );

    create table meetings.participant (
      id uuid primary key,
      session_id uuid not null references meetings.session,
      number integer not null,
      kind text not null check (kind in ('member', 'substitute', 'invitee', 'staff')),
      duties text[] not null default '{}',
      person_id uuid,
      seat_id uuid references meetings.body_seat,
      name text not null,
      title text not null,
      unit_id uuid,
      unit_name text not null default '',
      place_id uuid references meetings.place,
      votes boolean not null,
      -- Whole millionths.
      weight bigint not null default 1000000 check (weight > 0),
      delegated_to_id uuid references meetings.participant,
      substitute_for_id uuid references meetings.participant,
      answer text not null default 'pending' check (answer in ('pending', 'accepted', 'declined', 'substituted')),
      answer_reason text not null default '',
      answered_at timestamptz,
      unique (session_id, number),
      unique (session_id, person_id)
    );
    create index participant_person on meetings.participant (person_id);
    create index participant_place on meetings.participant (place_id);

    alter table meetings.place
      add column head_id uuid references meetings.participant,
      add column operator_id uuid references meetings.participant;

    create table meetings.item (
      id uuid primary key,
      session_id uuid not null references meetings.session,
      parent_id uuid references meetings.item,
      weight integer not null,
      number text not null default '',
      title text not null,
      visibility text not null check (visibility in ('common', 'internal', 'hidden')),
      content text not null check (content in ('topic', 'resolution', 'block', 'election')),
      content_id uuid,
      presenter_id uuid references meetings.participant,
      presenter text not null default '',
      seconds integer check (seconds >= 0),
      state text not null default 'planned'
        check (state in ('planned', 'open', 'paused', 'closed', 'postponed', 'withdrawn')),
      opened_at timestamptz,
      closed_at timestamptz,
      comment text not null default ''
    );
    create index item_session on meetings.item (session_id, parent_id, weight);
    -- Only one item is dealt with at a time.
    create unique index item_open on meetings.item (session_id) where state = 'open';

    -- Never changed: a correction is an entry that names the one it corrects.
    create table meetings.journal (
      session_id uuid not null references meetings.session,
      seq bigint not null,
      at timestamptz not null,
      kind text not null,
      item_id uuid,
      participant_id uuid,
      actor_id uuid,
      data jsonb not null default '{}',
      corrects bigint,
      primary key (session_id, seq)
    );
    create index journal_item on meetings.journal (session_id, item_id, seq);
    revoke update, delete, truncate on meetings.journal from nhipcau_app;
  `.execute(db);
}
