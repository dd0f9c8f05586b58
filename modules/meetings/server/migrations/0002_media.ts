import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Whom chair or secretary have put out of the picture, until they are called again.
    create table meetings.media_removed (
      participant_id uuid primary key references meetings.participant,
      session_id uuid not null references meetings.session,
      at timestamptz not null
    );
    create index media_removed_session on meetings.media_removed (session_id);

    -- Chat, and captions: what is being said, written down as it is said.
    create table meetings.message (
      id uuid primary key,
      session_id uuid not null references meetings.session,
      kind text not null check (kind in ('chat', 'caption')),
      participant_id uuid not null references meetings.participant,
      text text not null,
      at timestamptz not null,
      hidden_at timestamptz,
      hidden_by_id uuid references meetings.participant
    );
    create index message_session on meetings.message (session_id, kind, id desc);

    create table meetings.recording (
      id uuid primary key,
      session_id uuid not null references meetings.session,
      by_id uuid not null references meetings.participant,
      type text not null,
      state text not null check (state in ('running', 'finished', 'broken_off')),
      started_at timestamptz not null,
      ended_at timestamptz,
      -- When the last piece came: one that stays silent was broken off.
      heard_at timestamptz not null
    );
    create index recording_session on meetings.recording (session_id, id desc);
    create unique index recording_running on meetings.recording (session_id) where state = 'running';

    -- One after the other they are the file.
    create table meetings.recording_piece (
      recording_id uuid not null references meetings.recording,
      piece integer not null,
      file_key text not null,
      bytes integer not null,
      sha256 bytea not null,
      primary key (recording_id, piece)
    );
  `.execute(db);
}
