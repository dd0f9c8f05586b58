import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Open while to_at is null. A row is ended, never changed otherwise: who was there when stays to be read.
    create table meetings.presence (
      id uuid primary key,
      session_id uuid not null references meetings.session,
      participant_id uuid not null references meetings.participant,
      place_id uuid references meetings.place,
      from_at timestamptz not null,
      to_at timestamptz check (to_at >= from_at),
      lost_at timestamptz,
      source text not null check (source in ('self', 'head', 'secretary')),
      recorded_by uuid,
      ended_by uuid
    );
    create unique index presence_now on meetings.presence (participant_id) where to_at is null;
    create index presence_session on meetings.presence (session_id, participant_id, from_at);

    create table meetings.vote (
      id uuid primary key,
      session_id uuid not null references meetings.session,
      item_id uuid not null references meetings.item,
      number integer not null,
      round integer not null default 1,
      -- The round before.
      previous_id uuid unique references meetings.vote,
      title text not null,
      question text not null,
      visibility text not null check (visibility in ('named', 'open', 'secret', 'by_hand')),
      form jsonb not null,
      threshold jsonb not null,
      -- The text that is voted on: SHA-256 of its bytes.
      text_sha256 bytea,
      text_name text,
      state text not null default 'created' check (state in ('created', 'started', 'finished', 'published')),
      started_at timestamptz,
      stopped_at timestamptz,
      published_at timestamptz,
      -- Frozen at the start.
      casting_side boolean,
      proxies boolean,
      quorum jsonb,
      electorate jsonb,
      -- To it secret ballots are sealed while the vote runs.
      public_key bytea,
      -- Written once, at the stop.
      tally jsonb,
      outcomes jsonb,
      tie jsonb,
      unique (session_id, number)
    );
    create index vote_item on meetings.vote (item_id, number);

    create table meetings.vote_option (
      id uuid primary key,
      vote_id uuid not null references meetings.vote on delete cascade,
      place integer not null,
      label jsonb not null,
      unique (vote_id, place)
    );

    -- Opens the ballots of a running secret vote, sealed by the node's secret; destroyed with the count.
    create table meetings.vote_key (
      vote_id uuid primary key references meetings.vote,
      sealed bytea not null
    );

    -- Who may vote, as of the start.
    create table meetings.vote_voter (
      vote_id uuid not null references meetings.vote,
      participant_id uuid not null references meetings.participant,
      weight bigint not null,
      holder_id uuid references meetings.participant,
      present boolean not null,
      primary key (vote_id, participant_id)
    );

    -- Named and open votes: who and what. Kept for ever.
    create table meetings.vote_named (
      vote_id uuid not null references meetings.vote,
      participant_id uuid not null references meetings.participant,
      acting_id uuid not null references meetings.participant,
      by_phone boolean not null default false,
      ballot jsonb not null,
      cast_at timestamptz not null,
      primary key (vote_id, participant_id)
    );
    revoke update, delete, truncate on meetings.vote_named from nhipcau_app;

    -- Secret votes: that somebody voted. Nothing in it leads to a ballot: no id, no time; at the stop all are written anew.
    create table meetings.vote_mark (
      vote_id uuid not null references meetings.vote,
      participant_id uuid not null references meetings.participant,
      acting_id uuid not null references meetings.participant,
      primary key (vote_id, participant_id)
    );

    -- Secret votes: what was voted. The id is pure chance. Sealed while the vote runs; at the stop opened, shuffled, written anew.
    create table meetings.vote_ballot (
      id uuid primary key,
      vote_id uuid not null references meetings.vote,
      sealed bytea,
      ballot jsonb,
      check ((sealed is null) <> (ballot is null))
    );
    create index vote_ballot_vote on meetings.vote_ballot (vote_id, id);

    -- Participants name the place where they sit, and places their head: one of the two must be able to come later, when
    -- a backup is restored.
    alter table meetings.place
      alter constraint place_head_id_fkey deferrable initially immediate,
      alter constraint place_operator_id_fkey deferrable initially immediate;
  `.execute(db);
}
