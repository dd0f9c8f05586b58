import { type Kysely, sql } from 'kysely';

/**
 * Rights that one lends to another for a time (ủy quyền), the decision behind a post, and which post's hat a session has
 * on. A hat goes with its session.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table directory.assignment add column legal_basis text;

    create table directory.delegation (
      id uuid primary key,
      -- The giver's post: with it the delegation ends.
      assignment_id uuid not null references directory.assignment,
      giver_id uuid not null references directory.person,
      taker_id uuid not null references directory.person,
      -- Set where the giver hands on what was lent to them.
      source_id uuid references directory.delegation,
      permissions text[] not null check (cardinality(permissions) > 0),
      scope text not null check (scope in ('post', 'unit', 'below')),
      agency_id uuid references directory.agency,
      onward boolean not null,
      legal_basis text not null,
      valid_from date not null,
      valid_to date not null,
      revoked_at timestamptz,
      check (valid_from < valid_to),
      check (giver_id <> taker_id),
      check ((scope = 'post') = (agency_id is null))
    );
    create index delegation_giver on directory.delegation (giver_id);
    create index delegation_taker on directory.delegation (taker_id);
    create index delegation_assignment on directory.delegation (assignment_id);
    create index delegation_source on directory.delegation (source_id);

    create unique index role_name on directory.role (name);

    create table directory.session_hat (
      session_id uuid primary key references platform.auth_session on delete cascade,
      assignment_id uuid references directory.assignment,
      delegation_id uuid references directory.delegation,
      check ((assignment_id is null) <> (delegation_id is null))
    );
    create index session_hat_assignment on directory.session_hat (assignment_id);
    create index session_hat_delegation on directory.session_hat (delegation_id);
  `.execute(db);
}
