import { type Kysely, sql } from 'kysely';

/**
 * Where agencies are reached, their seals and logos; reorganisations with their moves, and a journal of what each has changed: a row ended, a row begun. The journal is
 * what a revert undoes, and how it sees whether something later stands on it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table directory.reorganisation (
      id uuid primary key,
      title text not null,
      legal_number text not null,
      legal_date date,
      legal_issuer text,
      legal_link text,
      effective_on date not null,
      state text not null check (state in ('draft', 'ready', 'scheduled', 'applied', 'reverted')),
      version integer not null default 1,
      failure text,
      created_at timestamptz not null,
      applied_at timestamptz
    );
    create index reorganisation_order on directory.reorganisation (effective_on desc, id desc);

    create table directory.reorganisation_move (
      -- Made by the screen, so that moves can be named before they are saved: unique within their reorganisation only.
      id uuid not null,
      reorganisation_id uuid not null references directory.reorganisation on delete cascade,
      place integer not null,
      kind text not null check (kind in ('merge', 'split', 'rename', 'transfer', 'abolish', 'found')),
      -- No references: an agency that a move founds is not there yet, and is no more after a revert.
      from_agency_id uuid,
      to_agency_id uuid,
      guess text check (guess in ('name_code', 'code', 'name', 'near')),
      detail jsonb not null,
      primary key (reorganisation_id, id),
      unique (reorganisation_id, place) deferrable initially deferred
    );
    create index reorganisation_move_from on directory.reorganisation_move (from_agency_id);
    create index reorganisation_move_to on directory.reorganisation_move (to_agency_id);

    create table directory.reorganisation_change (
      id uuid primary key,
      reorganisation_id uuid not null references directory.reorganisation,
      table_name text not null,
      row_id uuid not null,
      -- An ended row: the end it had before. A begun row: the row itself.
      was date,
      row jsonb
    );
    create index reorganisation_change_of on directory.reorganisation_change (reorganisation_id, table_name);

    alter table directory.agency_link
      add column weight double precision check (weight > 0 and weight <= 1),
      add column reorganisation_id uuid references directory.reorganisation;
    create index agency_link_reorganisation on directory.agency_link (reorganisation_id);
    alter table directory.agency
      add column address text,
      add column phone text,
      add column email text,
      add column website text;
    create table directory.agency_image (
      agency_id uuid not null references directory.agency,
      use text not null check (use in ('seal', 'logo')),
      file_key text not null,
      media_type text not null,
      sha256 bytea not null,
      primary key (agency_id, use)
    );

    create index role_grant_agency on directory.role_grant (agency_id);
    create index role_grant_assignment on directory.role_grant (assignment_id);
  `.execute(db);
}
